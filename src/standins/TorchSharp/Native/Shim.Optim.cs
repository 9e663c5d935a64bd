using System.Runtime.InteropServices;

namespace TorchSharp.Native;

// Optimisers (shim/optim.cpp).
internal static unsafe partial class Shim
{
    [LibraryImport(Library)] internal static partial nint ts_adam(nint* all, long count, double lr, double beta1, double beta2,
        double eps, double decay, int amsgrad);
    [LibraryImport(Library)] internal static partial nint ts_adamw(nint* all, long count, double lr, double beta1, double beta2,
        double eps, double decay, int amsgrad);
    [LibraryImport(Library)] internal static partial nint ts_sgd(nint* all, long count, double lr, double momentum, double dampening,
        double decay, int nesterov);
    [LibraryImport(Library)] internal static partial void ts_optimizer_free(nint o);
    [LibraryImport(Library)] internal static partial int ts_optimizer_step(nint o);
    [LibraryImport(Library)] internal static partial int ts_optimizer_zero_grad(nint o);
    [LibraryImport(Library)] internal static partial int ts_optimizer_set_lr(nint o, double lr);
}

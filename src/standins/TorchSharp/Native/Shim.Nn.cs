using System.Runtime.InteropServices;

namespace TorchSharp.Native;

// Layers, losses and what works on many parameters at once (shim/nn.cpp).
internal static unsafe partial class Shim
{
    [LibraryImport(Library)] internal static partial nint ts_linear(nint input, nint weight, nint bias);
    [LibraryImport(Library)] internal static partial nint ts_layer_norm(nint input, long* shape, long rank, nint weight, nint bias,
        double eps);
    [LibraryImport(Library)] internal static partial nint ts_dropout(nint input, double p, int training);
    [LibraryImport(Library)] internal static partial nint ts_dropout_(nint input, double p, int training);
    [LibraryImport(Library)] internal static partial nint ts_embedding(nint weight, nint indexes, long padding);
    [LibraryImport(Library)] internal static partial nint ts_mse_loss(nint input, nint target, long reduction);
    [LibraryImport(Library)] internal static partial nint ts_l1_loss(nint input, nint target, long reduction);
    [LibraryImport(Library)] internal static partial nint ts_smooth_l1_loss(nint input, nint target, long reduction, double beta);
    [LibraryImport(Library)] internal static partial nint ts_huber_loss(nint input, nint target, long reduction, double delta);
    [LibraryImport(Library)] internal static partial nint ts_bce_logits_loss(nint input, nint target, nint weight, nint positive,
        long reduction);
    [LibraryImport(Library)] internal static partial int ts_clip_grad_norm(nint* all, long count, double limit, double p, double* norm);
    [LibraryImport(Library)] internal static partial nint ts_parameters_to_vector(nint* all, long count);
    [LibraryImport(Library)] internal static partial int ts_vector_to_parameters(nint vector, nint* all, long count);
    [LibraryImport(Library)] internal static partial int ts_zero_grad(nint* all, long count);
}

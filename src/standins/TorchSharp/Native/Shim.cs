using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace TorchSharp.Native;

/// <summary>
/// The C functions of libtorch_shim.so (shim/shim.h), which lies beside this assembly. libtorch is loaded by the first call and
/// not before.
/// </summary>
internal static unsafe partial class Shim
{
    private const string Library = "torch_shim";

    static Shim() => NativeLibrary.SetDllImportResolver(typeof(Shim).Assembly, Resolve);

    /// <summary>libtorch's last message on this thread.</summary>
    internal static string LastError() => Marshal.PtrToStringUTF8(ts_last_error()) ?? "";

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != Library)
            return 0;
        try
        {
            nint handle = NativeLibrary.Load(Library, assembly, path);
            ((delegate* unmanaged<int>)NativeLibrary.GetExport(handle, "ts_start"))();
            return handle;
        }
        catch (DllNotFoundException failure)
        {
            throw new NotSupportedException(
                "libtorch could not be loaded. Run: apt-get install libtorch-dev libopenblas0-pthread. The loader says: " + failure.Message,
                failure);
        }
    }

    [LibraryImport(Library)] private static partial nint ts_last_error();
    [LibraryImport(Library)] internal static partial int ts_set_num_threads(int count);
    [LibraryImport(Library)] internal static partial long ts_get_num_threads();
    [LibraryImport(Library)] internal static partial int ts_manual_seed(long seed);
    [LibraryImport(Library)] internal static partial long ts_initial_seed();
    [LibraryImport(Library)] internal static partial int ts_grad_enabled();
    [LibraryImport(Library)] internal static partial void ts_set_grad_enabled(int on);
    [LibraryImport(Library)] internal static partial long ts_cuda_available();
    [LibraryImport(Library)] internal static partial long ts_cuda_count();
    [LibraryImport(Library)] internal static partial int ts_cuda_manual_seed(long seed);
}

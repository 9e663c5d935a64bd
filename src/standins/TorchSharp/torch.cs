using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace TorchSharp;

/// <summary>
/// The stand-in for TorchSharp: what release 0.99.6 (the last for libtorch 1.13) and the current one have in common, as far as
/// the neural learner uses it. Every operation is one call into libtorch; a failure there is an
/// <see cref="ExternalException"/> with libtorch's message.
/// </summary>
public static partial class torch
{
    public enum ScalarType : sbyte
    {
        Byte = 0,
        Int8 = 1,
        Int16 = 2,
        Int32 = 3,
        Int64 = 4,
        Float16 = 5,
        Float32 = 6,
        Float64 = 7,
        Bool = 11,
        BFloat16 = 15,
    }

    public const ScalarType uint8 = ScalarType.Byte;
    public const ScalarType int32 = ScalarType.Int32;
    public const ScalarType int64 = ScalarType.Int64;
    public const ScalarType float32 = ScalarType.Float32;
    public const ScalarType float64 = ScalarType.Float64;
    public const ScalarType @bool = ScalarType.Bool;

    public static DisposeScope NewDisposeScope() => DisposeScopeManager.OfThread.Open();

    /// <summary>The number of threads that one operation may use, OpenBLAS's own included.</summary>
    public static int get_num_threads() => (int)Answer(Shim.ts_get_num_threads());

    public static void set_num_threads(int num) => Done(Shim.ts_set_num_threads(num));

    public static Generator manual_seed(long seed) => random.manual_seed(seed);

    public static IDisposable no_grad() => new AutoGradMode(false);

    public static IDisposable enable_grad(bool enabled = true) => new AutoGradMode(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => new AutoGradMode(mode);

    public static bool is_grad_enabled() => Shim.ts_grad_enabled() != 0;


    internal static void Done(int status)
    {
        if (status != 0)
            throw new ExternalException(Shim.LastError());
    }

    internal static long Answer(long value) => value >= 0 ? value : throw new ExternalException(Shim.LastError());

    public static partial class random
    {
        public static Generator manual_seed(long seed) => Generator.Default.manual_seed(seed);
    }

    public static partial class cuda
    {
        /// <summary>Whether this libtorch was built with CUDA and finds a device.</summary>
        public static bool is_available() => Answer(Shim.ts_cuda_available()) != 0;

        public static int device_count() => (int)Answer(Shim.ts_cuda_count());

        public static void manual_seed_all(long seed) => Done(Shim.ts_cuda_manual_seed(seed));
    }
}

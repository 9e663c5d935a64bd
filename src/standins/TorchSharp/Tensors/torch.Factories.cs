using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static unsafe Tensor empty(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        ArgumentNullException.ThrowIfNull(size);
        fixed (long* p = size)
            return Tensor.Made(Shim.ts_empty(p, size.Length, NativeOptions.From(dtype, device, requires_grad)), null);
    }

    public static Tensor empty(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        empty([size], dtype, device, requires_grad);

    public static Tensor empty(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        empty([rows, columns], dtype, device, requires_grad);

    public static Tensor empty(long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) => empty([dim0, dim1, dim2], dtype, device, requires_grad);

    public static unsafe Tensor zeros(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        ArgumentNullException.ThrowIfNull(size);
        fixed (long* p = size)
            return Tensor.Made(Shim.ts_zeros(p, size.Length, NativeOptions.From(dtype, device, requires_grad)), null);
    }

    public static Tensor zeros(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        zeros([size], dtype, device, requires_grad);

    public static Tensor zeros(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        zeros([rows, columns], dtype, device, requires_grad);

    public static Tensor zeros(long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) => zeros([dim0, dim1, dim2], dtype, device, requires_grad);

    public static unsafe Tensor ones(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        ArgumentNullException.ThrowIfNull(size);
        fixed (long* p = size)
            return Tensor.Made(Shim.ts_ones(p, size.Length, NativeOptions.From(dtype, device, requires_grad)), null);
    }

    public static Tensor ones(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        ones([size], dtype, device, requires_grad);

    public static Tensor ones(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        ones([rows, columns], dtype, device, requires_grad);

    public static Tensor ones(long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) => ones([dim0, dim1, dim2], dtype, device, requires_grad);

    public static unsafe Tensor rand(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        ArgumentNullException.ThrowIfNull(size);
        fixed (long* p = size)
            return Tensor.Made(Shim.ts_rand(p, size.Length, NativeOptions.From(dtype, device, requires_grad)), null);
    }

    public static Tensor rand(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        rand([size], dtype, device, requires_grad);

    public static Tensor rand(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        rand([rows, columns], dtype, device, requires_grad);

    public static Tensor rand(long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) => rand([dim0, dim1, dim2], dtype, device, requires_grad);

    public static unsafe Tensor randn(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        ArgumentNullException.ThrowIfNull(size);
        fixed (long* p = size)
            return Tensor.Made(Shim.ts_randn(p, size.Length, NativeOptions.From(dtype, device, requires_grad)), null);
    }

    public static Tensor randn(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        randn([size], dtype, device, requires_grad);

    public static Tensor randn(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        randn([rows, columns], dtype, device, requires_grad);

    public static Tensor randn(long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) => randn([dim0, dim1, dim2], dtype, device, requires_grad);

    public static unsafe Tensor full(long[] size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        ArgumentNullException.ThrowIfNull(size);
        ArgumentNullException.ThrowIfNull(value);
        fixed (long* p = size)
            return Tensor.Made(Shim.ts_full(p, size.Length, value.Value, NativeOptions.From(dtype, device, requires_grad)), null);
    }

    public static Tensor zeros_like(Tensor input) => zeros(input.shape, input.dtype, input.device);

    public static Tensor ones_like(Tensor input) => ones(input.shape, input.dtype, input.device);

    /// <summary>The numbers 0 to n - 1 in a random order, as 64-bit integers unless told otherwise.</summary>
    public static Tensor randperm(long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Tensor.Made(Shim.ts_randperm(n, NativeOptions.From(dtype ?? ScalarType.Int64, device, requires_grad)), null);

    public static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Tensor.Made(Shim.ts_arange(start.Value, stop.Value, step.Value, NativeOptions.From(dtype, device, requires_grad)), null);

    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);

    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(0, stop, 1, dtype, device, requires_grad);
}

using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    private static unsafe Tensor Copy<T>(ReadOnlySpan<T> data, ReadOnlySpan<long> size, ScalarType? dtype, Device? device,
        bool requires_grad) where T : unmanaged
    {
        long count = 1;
        foreach (long dimension in size)
            count = checked(count * dimension);
        if (count != data.Length)
            throw new ArgumentException($"{data.Length} numbers do not fill a tensor of {count}.", nameof(size));
        fixed (T* p = data)
        fixed (long* d = size)
        {
            return Tensor.Made(
                Shim.ts_from_data(p, (int)TypeOf<T>(), d, size.Length, NativeOptions.From(dtype, device, requires_grad)), null);
        }
    }

    private static T[] Flat<T>(IList<T> list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return list as T[] ?? list.ToArray();
    }

    public static Tensor tensor(float scalar, Device? device = null, bool requires_grad = false) =>
        Copy<float>([scalar], [], null, device, requires_grad);

    public static Tensor tensor(float[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Copy<float>(Flat(rawArray), [rawArray.Length], dtype, device, requires_grad);

    public static Tensor tensor(float[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) => Copy<float>(Flat(rawArray), dimensions, dtype, device, requires_grad);

    public static Tensor tensor(IList<float> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) => Copy<float>(Flat(rawArray), [rows, columns], dtype, device, requires_grad);

    public static Tensor tensor(double scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Copy<double>([scalar], [], dtype, device, requires_grad);

    public static Tensor tensor(double[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Copy<double>(Flat(rawArray), [rawArray.Length], dtype, device, requires_grad);

    public static Tensor tensor(double[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) => Copy<double>(Flat(rawArray), dimensions, dtype, device, requires_grad);

    public static Tensor tensor(IList<double> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) => Copy<double>(Flat(rawArray), [rows, columns], dtype, device, requires_grad);

    public static Tensor tensor(long scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Copy<long>([scalar], [], dtype, device, requires_grad);

    public static Tensor tensor(long[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Copy<long>(Flat(dataArray), [dataArray.Length], dtype, device, requires_grad);

    public static Tensor tensor(long[] dataArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) => Copy<long>(Flat(dataArray), dimensions, dtype, device, requires_grad);

    public static Tensor tensor(IList<long> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) => Copy<long>(Flat(rawArray), [rows, columns], dtype, device, requires_grad);

    public static Tensor tensor(int scalar, Device? device = null, bool requires_grad = false) =>
        Copy<int>([scalar], [], null, device, requires_grad);

    public static Tensor tensor(int[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Copy<int>(Flat(rawArray), [rawArray.Length], dtype, device, requires_grad);

    public static Tensor tensor(int[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) => Copy<int>(Flat(rawArray), dimensions, dtype, device, requires_grad);

    public static Tensor tensor(IList<int> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) => Copy<int>(Flat(rawArray), [rows, columns], dtype, device, requires_grad);

    public static Tensor tensor(byte scalar, Device? device = null, bool requires_grad = false) =>
        Copy<byte>([scalar], [], null, device, requires_grad);

    public static Tensor tensor(byte[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Copy<byte>(Flat(rawArray), [rawArray.Length], dtype, device, requires_grad);

    public static Tensor tensor(byte[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) => Copy<byte>(Flat(rawArray), dimensions, dtype, device, requires_grad);

    public static Tensor tensor(IList<byte> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) => Copy<byte>(Flat(rawArray), [rows, columns], dtype, device, requires_grad);

    public static Tensor tensor(bool scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Copy<bool>([scalar], [], dtype, device, requires_grad);

    public static Tensor tensor(bool[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Copy<bool>(Flat(rawArray), [rawArray.Length], dtype, device, requires_grad);

    public static Tensor tensor(bool[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) => Copy<bool>(Flat(rawArray), dimensions, dtype, device, requires_grad);

    public static Tensor tensor(IList<bool> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) => Copy<bool>(Flat(rawArray), [rows, columns], dtype, device, requires_grad);
}

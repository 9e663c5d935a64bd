using System.Collections;
using System.Runtime.InteropServices;

namespace TorchSharp.Utils;

/// <summary>The elements of a tensor in row-major order, whatever its strides.</summary>
public sealed class TensorAccessor<T> : IDisposable, IEnumerable<T> where T : unmanaged
{
    private readonly torch.Tensor _tensor;

    internal TensorAccessor(torch.Tensor tensor) => _tensor = tensor;

    public long Count => _tensor.numel();

    public T this[params long[] indices]
    {
        get
        {
            using torch.Tensor one = _tensor.At(indices);
            return MemoryMarshal.Read<T>(one.bytes);
        }
        set
        {
            using torch.Tensor one = _tensor.At(indices);
            MemoryMarshal.Write(one.bytes, in value);
        }
    }

    public T[] ToArray()
    {
        if (_tensor.is_contiguous())
            return MemoryMarshal.Cast<byte, T>(_tensor.bytes).ToArray();
        using torch.Tensor packed = _tensor.contiguous();
        return MemoryMarshal.Cast<byte, T>(packed.bytes).ToArray();
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0)
    {
        ArgumentNullException.ThrowIfNull(array);
        ReadOnlySpan<T> from = ToArray().AsSpan(checked((int)tensorIndex));
        Span<T> to = array.AsSpan(arrayIndex);
        from[..Math.Min(from.Length, to.Length)].CopyTo(to);
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0)
    {
        ArgumentNullException.ThrowIfNull(array);
        Span<T> to = MemoryMarshal.Cast<byte, T>(_tensor.bytes)[checked((int)tensorIndex)..];
        ReadOnlySpan<T> from = array.AsSpan(arrayIndex);
        from[..Math.Min(from.Length, to.Length)].CopyTo(to);
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The tensor stays its owner's.</summary>
    public void Dispose() { }
}

using TorchSharp.Native;

namespace TorchSharp;

/// <summary>A number that an operation takes, with the kind that libtorch needs to choose the result's type.</summary>
public sealed class Scalar : IDisposable
{
    private Scalar(long kind, long integer, double floating) =>
        Value = new NativeScalar { Kind = kind, Integer = integer, Floating = floating };

    internal NativeScalar Value { get; }

    public static implicit operator Scalar(byte value) => new(0, value, 0);
    public static implicit operator Scalar(sbyte value) => new(0, value, 0);
    public static implicit operator Scalar(short value) => new(0, value, 0);
    public static implicit operator Scalar(int value) => new(0, value, 0);
    public static implicit operator Scalar(long value) => new(0, value, 0);
    public static implicit operator Scalar(float value) => new(1, 0, value);
    public static implicit operator Scalar(double value) => new(1, 0, value);
    public static implicit operator Scalar(bool value) => new(2, value ? 1 : 0, 0);

    /// <summary>Here a scalar holds no native memory.</summary>
    public void Dispose() { }
}

using TorchSharp.Native;

namespace TorchSharp;

/// <summary>A one-element tensor as a .NET number, whatever its type.</summary>
public static class TensorExtensionMethods
{
    public static float ToSingle(this torch.Tensor value) => (float)Read(value).Floating;

    public static double ToDouble(this torch.Tensor value) => Read(value).Floating;

    public static int ToInt32(this torch.Tensor value) => checked((int)ToInt64(value));

    public static long ToInt64(this torch.Tensor value)
    {
        NativeScalar read = Read(value);
        return read.Kind == 1 ? (long)read.Floating : read.Integer;
    }

    public static bool ToBoolean(this torch.Tensor value)
    {
        NativeScalar read = Read(value);
        return read.Kind == 1 ? read.Floating != 0 : read.Integer != 0;
    }

    private static NativeScalar Read(torch.Tensor value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.ReadItem();
    }
}

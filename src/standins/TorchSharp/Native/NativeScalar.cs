namespace TorchSharp.Native;

/// <summary>A number as the shim takes it: kind 0 integer, 1 floating, 2 boolean, 3 absent.</summary>
internal struct NativeScalar
{
    internal long Kind;
    internal long Integer;
    internal double Floating;

    internal static NativeScalar Absent => new() { Kind = 3 };
}

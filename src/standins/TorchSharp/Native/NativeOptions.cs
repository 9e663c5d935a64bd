namespace TorchSharp.Native;

/// <summary>How a factory makes a tensor; a negative type means the engine's default.</summary>
internal struct NativeOptions
{
    internal int Type;
    internal int Device;
    internal int Index;
    internal int RequiresGrad;

    internal static NativeOptions From(torch.ScalarType? dtype, torch.Device? device, bool requiresGrad = false) => new()
    {
        Type = dtype is { } type ? (int)type : -1,
        Device = (int)(device?.type ?? DeviceType.CPU),
        Index = device?.index ?? -1,
        RequiresGrad = requiresGrad ? 1 : 0,
    };
}

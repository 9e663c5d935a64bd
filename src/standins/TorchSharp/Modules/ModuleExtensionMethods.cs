using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Moves a module's parameters and buffers; an optimiser must be made after the move.</summary>
public static class ModuleExtensionMethods
{
    public static T to<T>(this T module, Device device) where T : nn.Module => Place(module, device, null);

    public static T to<T>(this T module, DeviceType deviceType, int deviceIndex = -1) where T : nn.Module =>
        Place(module, new Device(deviceType, deviceIndex), null);

    public static T to<T>(this T module, ScalarType type) where T : nn.Module => Place(module, null, type);

    public static T cpu<T>(this T module) where T : nn.Module => module.to(DeviceType.CPU);

    public static T cuda<T>(this T module, int deviceIndex = -1) where T : nn.Module => module.to(DeviceType.CUDA, deviceIndex);

    internal static T Place<T>(T module, Device? device, ScalarType? dtype) where T : nn.Module
    {
        if (device is not null || dtype is not null)
            module.Place(device, dtype);
        return module;
    }
}

using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor clone() => Made(Shim.ts_clone(Handle), this);
        public Tensor alias() => Made(Shim.ts_alias(Handle), this);
        public Tensor detach() => Made(Shim.ts_detach(Handle), this);
        public Tensor contiguous() => Made(Shim.ts_contiguous(Handle), this);
        public Tensor t() => Made(Shim.ts_t(Handle), this);

        public Tensor cpu() => to(DeviceType.CPU);
        public Tensor cuda() => to(DeviceType.CUDA);
        public Tensor to(DeviceType deviceType, int deviceIndex = -1, bool copy = false) =>
            Made(Shim.ts_to(Handle, (int)deviceType, deviceIndex, -1, copy ? 1 : 0), this);
        public Tensor to(Device device) => to(device.type, device.index);
        public Tensor to(ScalarType type) => to_type(type);
        public Tensor to(ScalarType type, Device device, bool copy = false) =>
            Made(Shim.ts_to(Handle, (int)device.type, device.index, (int)type, copy ? 1 : 0), this);
        public Tensor to_type(ScalarType type, bool copy = false) => Made(Shim.ts_to(Handle, -1, -1, (int)type, copy ? 1 : 0), this);

        public unsafe Tensor view(params long[] shape)
        {
            ArgumentNullException.ThrowIfNull(shape);
            fixed (long* p = shape)
                return Made(Shim.ts_view(Handle, p, shape.Length), this);
        }

        public unsafe Tensor reshape(params long[] shape)
        {
            ArgumentNullException.ThrowIfNull(shape);
            fixed (long* p = shape)
                return Made(Shim.ts_reshape(Handle, p, shape.Length), this);
        }

        public unsafe Tensor permute(params long[] permutation)
        {
            ArgumentNullException.ThrowIfNull(permutation);
            fixed (long* p = permutation)
                return Made(Shim.ts_permute(Handle, p, permutation.Length), this);
        }

        public unsafe Tensor expand(params long[] sizes)
        {
            ArgumentNullException.ThrowIfNull(sizes);
            fixed (long* p = sizes)
                return Made(Shim.ts_expand(Handle, p, sizes.Length), this);
        }

        public unsafe Tensor repeat(params long[] sizes)
        {
            ArgumentNullException.ThrowIfNull(sizes);
            fixed (long* p = sizes)
                return Made(Shim.ts_repeat(Handle, p, sizes.Length), this);
        }

        public Tensor transpose(long dim0, long dim1) => Made(Shim.ts_transpose(Handle, dim0, dim1), this);
        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Made(Shim.ts_flatten(Handle, start_dim, end_dim), this);
        public Tensor unsqueeze(long dim) => Made(Shim.ts_unsqueeze(Handle, dim), this);
        public Tensor squeeze(long? dim = null) =>
            Made(dim is { } d ? Shim.ts_squeeze_dim(Handle, d) : Shim.ts_squeeze(Handle), this);
        public Tensor triu(long diagonal = 0) => Made(Shim.ts_triu(Handle, diagonal), this);
        public Tensor tril(long diagonal = 0) => Made(Shim.ts_tril(Handle, diagonal), this);
    }
}

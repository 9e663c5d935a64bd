using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor matmul(Tensor target) => Made(Shim.ts_matmul(Handle, target.Handle), this, target);
        public Tensor mm(Tensor target) => Made(Shim.ts_mm(Handle, target.Handle), this, target);
        public Tensor bmm(Tensor batch2) => Made(Shim.ts_bmm(Handle, batch2.Handle), this, batch2);

        public Tensor sum(ScalarType? type = null) => Made(Shim.ts_sum(Handle, Code(type)), this);
        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => sum([dim], keepdim, type);

        public unsafe Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null)
        {
            ArgumentNullException.ThrowIfNull(dim);
            fixed (long* p = dim)
                return Made(Shim.ts_sum_dims(Handle, p, dim.Length, keepdim ? 1 : 0, Code(type)), this);
        }

        public Tensor mean() => Made(Shim.ts_mean(Handle), this);

        public unsafe Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null)
        {
            ArgumentNullException.ThrowIfNull(dimensions);
            fixed (long* p = dimensions)
                return Made(Shim.ts_mean_dims(Handle, p, dimensions.Length, keepdim ? 1 : 0, Code(type)), this);
        }

        public Tensor std(bool unbiased = true) => Made(Shim.ts_std(Handle, unbiased ? 1 : 0), this);
        public Tensor std(long dim, bool unbiased = true, bool keepdim = false) => std([dim], unbiased, keepdim);

        public unsafe Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false)
        {
            ArgumentNullException.ThrowIfNull(dimensions);
            fixed (long* p = dimensions)
                return Made(Shim.ts_std_dims(Handle, p, dimensions.Length, unbiased ? 1 : 0, keepdim ? 1 : 0), this);
        }

        public Tensor var(bool unbiased = true) => Made(Shim.ts_var(Handle, unbiased ? 1 : 0), this);
        public Tensor var(long dim, bool unbiased = true, bool keepdim = false) => var([dim], unbiased, keepdim);

        public unsafe Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false)
        {
            ArgumentNullException.ThrowIfNull(dimensions);
            fixed (long* p = dimensions)
                return Made(Shim.ts_var_dims(Handle, p, dimensions.Length, unbiased ? 1 : 0, keepdim ? 1 : 0), this);
        }

        public Tensor max() => Made(Shim.ts_max(Handle), this);

        public unsafe (Tensor values, Tensor indexes) max(long dim, bool keepdim = false)
        {
            nint indexes;
            Tensor values = Made(Shim.ts_max_dim(Handle, dim, keepdim ? 1 : 0, &indexes), this);
            return (values, new Tensor(indexes));
        }

        public Tensor min() => Made(Shim.ts_min(Handle), this);

        public unsafe (Tensor values, Tensor indexes) min(long dim, bool keepdim = false)
        {
            nint indexes;
            Tensor values = Made(Shim.ts_min_dim(Handle, dim, keepdim ? 1 : 0, &indexes), this);
            return (values, new Tensor(indexes));
        }

        public Tensor all() => Made(Shim.ts_all(Handle), this);
        public Tensor any() => Made(Shim.ts_any(Handle), this);
        public Tensor argmax() => Made(Shim.ts_argmax(Handle), this);
        public Tensor argmax(long dim, bool keepdim = false) => Made(Shim.ts_argmax_dim(Handle, dim, keepdim ? 1 : 0), this);
        public Tensor cumsum(long dim, ScalarType? type = null) => Made(Shim.ts_cumsum(Handle, dim, Code(type)), this);
        public Tensor logsumexp(long dim, bool keepdim = false) => Made(Shim.ts_logsumexp(Handle, dim, keepdim ? 1 : 0), this);
        public Tensor softmax(long dim, ScalarType? dtype = null) => Made(Shim.ts_softmax(Handle, dim, Code(dtype)), this);
        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Made(Shim.ts_log_softmax(Handle, dim, Code(dtype)), this);
        public Tensor norm(float p = 2.0f) => Made(Shim.ts_norm(Handle, p), this);

        private static int Code(ScalarType? type) => type is { } given ? (int)given : -1;
    }
}

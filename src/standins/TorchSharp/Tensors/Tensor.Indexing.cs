using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor this[long i1] => select(0, i1);
        public Tensor this[long i1, long i2] => At([i1, i2]);
        public Tensor this[long i1, long i2, long i3] => At([i1, i2, i3]);

        public Tensor select(long dim, long index) => Made(Shim.ts_select(Handle, dim, index), this);
        public Tensor slice(long dim, long start, long finish, long step) =>
            Made(Shim.ts_slice(Handle, dim, start, finish, step), this);
        public Tensor narrow(long dim, long start, long length) => Made(Shim.ts_narrow(Handle, dim, start, length), this);
        public Tensor index_select(long dim, Tensor index) =>
            Made(Shim.ts_index_select(Handle, dim, index.Handle), this, index);
        public Tensor gather(long dim, Tensor index) => Made(Shim.ts_gather(Handle, dim, index.Handle), this, index);
        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) =>
            Made(Shim.ts_index_add(Handle, dim, index.Handle, source.Handle, alpha.Value), this, index, source);
        public Tensor scatter_add_(long dim, Tensor index, Tensor src) =>
            Made(Shim.ts_scatter_add_(Handle, dim, index.Handle, src.Handle), this, index, src);
        public Tensor masked_fill(Tensor mask, Scalar value) =>
            Made(Shim.ts_masked_fill(Handle, mask.Handle, value.Value), this, mask);
        public Tensor masked_select(Tensor mask) => Made(Shim.ts_masked_select(Handle, mask.Handle), this, mask);

        /// <summary>Elements of this tensor where the condition holds, of the other elsewhere.</summary>
        public Tensor where(Tensor condition, Tensor y) =>
            Made(Shim.ts_where(condition.Handle, Handle, y.Handle), this, condition, y);

        internal Tensor At(long[] indices)
        {
            Tensor at = alias();
            foreach (long index in indices)
            {
                using Tensor outer = at;
                at = outer.select(0, index);
            }
            return at;
        }
    }
}

using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static unsafe Tensor cat(IList<Tensor> tensors, long dim = 0)
    {
        nint[] handles = Handles(tensors);
        fixed (nint* p = handles)
            return Tensor.Made(Shim.ts_cat(p, handles.Length, dim), tensors);
    }

    public static unsafe Tensor stack(IEnumerable<Tensor> tensors, long dim = 0)
    {
        Tensor[] all = tensors.ToArray();
        nint[] handles = Handles(all);
        fixed (nint* p = handles)
            return Tensor.Made(Shim.ts_stack(p, handles.Length, dim), all);
    }

    public static Tensor where(Tensor condition, Tensor x, Tensor y) => x.where(condition, y);
    public static Tensor matmul(Tensor input, Tensor target) => input.matmul(target);
    public static Tensor mm(Tensor input, Tensor target) => input.mm(target);
    public static Tensor bmm(Tensor input, Tensor batch2) => input.bmm(batch2);
    public static Tensor exp(Tensor input) => input.exp();
    public static Tensor log(Tensor input) => input.log();
    public static Tensor log1p(Tensor input) => input.log1p();
    public static Tensor sqrt(Tensor input) => input.sqrt();
    public static Tensor square(Tensor input) => input.square();
    public static Tensor abs(Tensor input) => input.abs();
    public static Tensor neg(Tensor input) => input.neg();
    public static Tensor sigmoid(Tensor input) => input.sigmoid();
    public static Tensor tanh(Tensor input) => input.tanh();
    public static Tensor sign(Tensor input) => input.sign();
    public static Tensor maximum(Tensor input, Tensor other) => input.maximum(other);
    public static Tensor minimum(Tensor input, Tensor other) => input.minimum(other);
    public static Tensor pow(Tensor left, Scalar exponent) => left.pow(exponent);
    public static Tensor clamp(Tensor input, Scalar? min = null, Scalar? max = null) => input.clamp(min, max);
    public static Tensor softmax(Tensor input, int dim, ScalarType? dtype = null) => input.softmax(dim, dtype);
    public static Tensor sum(Tensor input, ScalarType? type = null) => input.sum(type);
    public static Tensor mean(Tensor input) => input.mean();
    public static Tensor reshape(Tensor input, params long[] shape) => input.reshape(shape);
    public static Tensor transpose(Tensor input, long dim0, long dim1) => input.transpose(dim0, dim1);
    public static Tensor index_select(Tensor input, long dim, Tensor index) => input.index_select(dim, index);
    public static bool allclose(Tensor tensor, Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
        tensor.allclose(target, rtol, atol, equal_nan);
}

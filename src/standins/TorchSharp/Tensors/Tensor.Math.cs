using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        // Elementwise
        public Tensor negative() => neg();
        public Tensor neg() => Made(Shim.ts_neg(Handle), this);
        public Tensor abs() => Made(Shim.ts_abs(Handle), this);
        public Tensor exp() => Made(Shim.ts_exp(Handle), this);
        public Tensor log() => Made(Shim.ts_log(Handle), this);
        public Tensor log1p() => Made(Shim.ts_log1p(Handle), this);
        public Tensor sqrt() => Made(Shim.ts_sqrt(Handle), this);
        public Tensor reciprocal() => Made(Shim.ts_reciprocal(Handle), this);
        public Tensor sign() => Made(Shim.ts_sign(Handle), this);
        public Tensor sigmoid() => Made(Shim.ts_sigmoid(Handle), this);
        public Tensor tanh() => Made(Shim.ts_tanh(Handle), this);
        public Tensor relu() => Made(Shim.ts_relu(Handle), this);
        public Tensor silu() => Made(Shim.ts_silu(Handle), this);
        public Tensor gelu() => Made(Shim.ts_gelu(Handle), this);
        public Tensor isnan() => Made(Shim.ts_isnan(Handle), this);
        public Tensor isfinite() => Made(Shim.ts_isfinite(Handle), this);
        public Tensor logical_not() => Made(Shim.ts_logical_not(Handle), this);
        public Tensor square() => Made(Shim.ts_square(Handle), this);

        public Tensor add(Tensor target) => Made(Shim.ts_add(Handle, target.Handle), this, target);
        public Tensor add(Scalar scalar) => Made(Shim.ts_add_scalar(Handle, scalar.Value), this);
        public Tensor sub(Tensor target) => Made(Shim.ts_sub(Handle, target.Handle), this, target);
        public Tensor sub(Scalar target) => Made(Shim.ts_sub_scalar(Handle, target.Value), this);
        public Tensor mul(Tensor target) => Made(Shim.ts_mul(Handle, target.Handle), this, target);
        public Tensor mul(Scalar target) => Made(Shim.ts_mul_scalar(Handle, target.Value), this);
        public Tensor div(Tensor target) => Made(Shim.ts_div(Handle, target.Handle), this, target);
        public Tensor div(Scalar target) => Made(Shim.ts_div_scalar(Handle, target.Value), this);
        public Tensor pow(Tensor exponent) => Made(Shim.ts_pow(Handle, exponent.Handle), this, exponent);
        public Tensor pow(Scalar exponent) => Made(Shim.ts_pow_scalar(Handle, exponent.Value), this);
        public Tensor maximum(Tensor other) => Made(Shim.ts_maximum(Handle, other.Handle), this, other);
        public Tensor minimum(Tensor other) => Made(Shim.ts_minimum(Handle, other.Handle), this, other);
        public Tensor logical_and(Tensor other) => Made(Shim.ts_logical_and(Handle, other.Handle), this, other);
        public Tensor logical_or(Tensor other) => Made(Shim.ts_logical_or(Handle, other.Handle), this, other);
        public Tensor clamp(Scalar? min = null, Scalar? max = null) =>
            Made(Shim.ts_clamp(Handle, min?.Value ?? NativeScalar.Absent, max?.Value ?? NativeScalar.Absent), this);
        public Tensor clamp_min(Scalar min) => Made(Shim.ts_clamp_min_scalar(Handle, min.Value), this);

        // Comparisons
        public Tensor eq(Tensor target) => Made(Shim.ts_eq(Handle, target.Handle), this, target);
        public Tensor eq(Scalar target) => Made(Shim.ts_eq_scalar(Handle, target.Value), this);
        public Tensor ne(Tensor target) => Made(Shim.ts_ne(Handle, target.Handle), this, target);
        public Tensor ne(Scalar target) => Made(Shim.ts_ne_scalar(Handle, target.Value), this);
        public Tensor lt(Tensor target) => Made(Shim.ts_lt(Handle, target.Handle), this, target);
        public Tensor lt(Scalar target) => Made(Shim.ts_lt_scalar(Handle, target.Value), this);
        public Tensor le(Tensor target) => Made(Shim.ts_le(Handle, target.Handle), this, target);
        public Tensor le(Scalar target) => Made(Shim.ts_le_scalar(Handle, target.Value), this);
        public Tensor gt(Tensor target) => Made(Shim.ts_gt(Handle, target.Handle), this, target);
        public Tensor gt(Scalar target) => Made(Shim.ts_gt_scalar(Handle, target.Value), this);
        public Tensor ge(Tensor target) => Made(Shim.ts_ge(Handle, target.Handle), this, target);
        public Tensor ge(Scalar target) => Made(Shim.ts_ge_scalar(Handle, target.Value), this);

        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false)
        {
            int result;
            unsafe
            {
                Done(Shim.ts_allclose(Handle, target.Handle, rtol, atol, equal_nan ? 1 : 0, &result));
            }
            GC.KeepAlive(this);
            GC.KeepAlive(target);
            return result != 0;
        }

        // In place; the answer is another handle to the same elements
        public Tensor add_(Tensor target) => add_(target, 1);
        public Tensor add_(Tensor target, Scalar alpha) => Made(Shim.ts_add_(Handle, target.Handle, alpha.Value), this, target);
        public Tensor add_(Scalar scalar) => add_(scalar, 1);
        public Tensor add_(Scalar scalar, Scalar alpha) => Made(Shim.ts_add__scalar(Handle, scalar.Value, alpha.Value), this);
        public Tensor sub_(Tensor target) => Made(Shim.ts_sub_(Handle, target.Handle), this, target);
        public Tensor sub_(Scalar target) => Made(Shim.ts_sub__scalar(Handle, target.Value), this);
        public Tensor mul_(Tensor target) => Made(Shim.ts_mul_(Handle, target.Handle), this, target);
        public Tensor mul_(Scalar target) => Made(Shim.ts_mul__scalar(Handle, target.Value), this);
        public Tensor div_(Tensor target) => Made(Shim.ts_div_(Handle, target.Handle), this, target);
        public Tensor div_(Scalar target) => Made(Shim.ts_div__scalar(Handle, target.Value), this);
        public Tensor zero_() => Made(Shim.ts_zero_(Handle), this);
        public Tensor fill_(Scalar value) => Made(Shim.ts_fill__scalar(Handle, value.Value), this);
        public Tensor clamp_(Scalar? min = null, Scalar? max = null) =>
            Made(Shim.ts_clamp_(Handle, min?.Value ?? NativeScalar.Absent, max?.Value ?? NativeScalar.Absent), this);
        public Tensor copy_(Tensor source) => Made(Shim.ts_copy_(Handle, source.Handle), this, source);
    }
}

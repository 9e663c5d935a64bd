using TorchSharp.Modules;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Normalises over the last dimensions, then scales and shifts by what it has learned.</summary>
    public sealed class LayerNorm : nn.Module<Tensor, Tensor>
    {
        private readonly long[] _shape;
        private readonly double _eps;

        internal LayerNorm(long[] shape, double eps, bool affine) : base(nameof(LayerNorm))
        {
            _shape = shape;
            _eps = eps;
            if (!affine)
                return;
            weight = new Parameter(ones(shape));
            bias = new Parameter(zeros(shape));
            register_parameter("weight", weight);
            register_parameter("bias", bias);
        }

        public Parameter? weight { get; }

        public Parameter? bias { get; }

        public override Tensor forward(Tensor input) => nn.functional.layer_norm(input, _shape, weight, bias, _eps);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static LayerNorm LayerNorm(long[] normalized_shape, double eps = 1e-05, bool elementwise_affine = true) =>
                new(normalized_shape, eps, elementwise_affine);

            public static LayerNorm LayerNorm(long normalized_shape, double eps = 1e-05, bool elementwise_affine = true) =>
                new([normalized_shape], eps, elementwise_affine);

            public static partial class functional
            {
                public static unsafe Tensor layer_norm(Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null,
                    double eps = 1e-5)
                {
                    ArgumentNullException.ThrowIfNull(normalized_shape);
                    fixed (long* p = normalized_shape)
                    {
                        return Tensor.Made(
                            Shim.ts_layer_norm(input.Handle, p, normalized_shape.Length, weight?.Handle ?? 0, bias?.Handle ?? 0, eps),
                            input, weight, bias);
                    }
                }
            }
        }
    }
}

using TorchSharp.Modules;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>y = x W' + b, with PyTorch's initial values: uniform in plus or minus 1 / sqrt(inputs).</summary>
    public sealed class Linear : nn.Module<Tensor, Tensor>
    {
        internal Linear(long inputs, long outputs, bool hasBias) : base(nameof(Linear))
        {
            weight = new Parameter(empty(outputs, inputs));
            nn.init.kaiming_uniform_(weight, Math.Sqrt(5));
            register_parameter("weight", weight);
            if (!hasBias)
                return;
            double bound = inputs > 0 ? 1 / Math.Sqrt(inputs) : 0;
            bias = new Parameter(empty(outputs));
            nn.init.uniform_(bias, -bound, bound);
            register_parameter("bias", bias);
        }

        public Parameter weight { get; }

        public Parameter? bias { get; }

        public override Tensor forward(Tensor input) => nn.functional.linear(input, weight, bias);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Linear Linear(long inputSize, long outputSize, bool hasBias = true, Device? device = null,
                ScalarType? dtype = null) => ModuleExtensionMethods.Place(new Linear(inputSize, outputSize, hasBias), device, dtype);

            public static partial class functional
            {
                public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) =>
                    Tensor.Made(Shim.ts_linear(input.Handle, weights.Handle, bias?.Handle ?? 0), input, weights, bias);
            }
        }
    }
}

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

            public static partial class init
            {
                /// <summary>He initialisation for a leaky rectifier of slope a, over the inputs of a matrix.</summary>
                public static Tensor kaiming_uniform_(Tensor tensor, double a = 0)
                {
                    long[] shape = tensor.shape;
                    if (shape.Length < 2)
                        throw new ArgumentException("Fan in needs a tensor of two dimensions or more.", nameof(tensor));
                    long fan = shape.Skip(1).Aggregate(1L, (product, size) => checked(product * size));
                    double bound = Math.Sqrt(3.0) * (Math.Sqrt(2.0 / (1 + a * a)) / Math.Sqrt(fan));
                    return uniform_(tensor, -bound, bound);
                }

                public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1)
                {
                    using IDisposable quiet = no_grad();
                    Tensor.Made(Shim.ts_uniform_(tensor.Handle, low, high), tensor).Dispose();
                    return tensor;
                }

                public static Tensor normal_(Tensor tensor, double mean = 0, double std = 1)
                {
                    using IDisposable quiet = no_grad();
                    Tensor.Made(Shim.ts_normal_(tensor.Handle, mean, std), tensor).Dispose();
                    return tensor;
                }

                public static Tensor constant_(Tensor tensor, Scalar val)
                {
                    using IDisposable quiet = no_grad();
                    tensor.fill_(val).Dispose();
                    return tensor;
                }

                public static Tensor zeros_(Tensor tensor) => constant_(tensor, 0.0);

                public static Tensor ones_(Tensor tensor) => constant_(tensor, 1.0);
            }
        }
    }
}

using TorchSharp.Modules;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Adam: Kingma and Ba 2015 (arXiv:1412.6980); weight decay is added to the gradient.</summary>
    public class Adam : optim.Optimizer
    {
        internal unsafe Adam(Parameter[] parameters, double lr, double beta1, double beta2, double eps, double weight_decay, bool amsgrad)
            : base(parameters, lr, Make(parameters, (p, count) =>
                Shim.ts_adam((nint*)p, count, lr, beta1, beta2, eps, weight_decay, amsgrad ? 1 : 0)))
        {
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            public static Adam Adam(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999,
                double eps = 1e-8, double weight_decay = 0, bool amsgrad = false)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(lr);
                ArgumentOutOfRangeException.ThrowIfNegative(eps);
                ArgumentOutOfRangeException.ThrowIfNegative(weight_decay);
                if (beta1 is not (>= 0 and < 1) || beta2 is not (>= 0 and < 1))
                    throw new ArgumentException($"Invalid betas: {beta1}, {beta2}");
                return new Adam(parameters.ToArray(), lr, beta1, beta2, eps, weight_decay, amsgrad);
            }

            public static Adam Adam(IEnumerable<(string name, Parameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.9,
                double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false) =>
                Adam(parameters.Select(named => named.parameter), lr, beta1, beta2, eps, weight_decay, amsgrad);
        }
    }
}

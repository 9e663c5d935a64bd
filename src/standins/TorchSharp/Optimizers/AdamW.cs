using TorchSharp.Modules;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Adam with decoupled weight decay: Loshchilov and Hutter 2019 (arXiv:1711.05101).</summary>
    public class AdamW : optim.Optimizer
    {
        internal unsafe AdamW(Parameter[] parameters, double lr, double beta1, double beta2, double eps, double weight_decay, bool amsgrad)
            : base(parameters, lr, Make(parameters, (p, count) =>
                Shim.ts_adamw((nint*)p, count, lr, beta1, beta2, eps, weight_decay, amsgrad ? 1 : 0)))
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
            public static AdamW AdamW(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999,
                double eps = 1e-8, double weight_decay = 0, bool amsgrad = false)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(lr);
                ArgumentOutOfRangeException.ThrowIfNegative(eps);
                ArgumentOutOfRangeException.ThrowIfNegative(weight_decay);
                if (beta1 is not (>= 0 and < 1) || beta2 is not (>= 0 and < 1))
                    throw new ArgumentException($"Invalid betas: {beta1}, {beta2}");
                return new AdamW(parameters.ToArray(), lr, beta1, beta2, eps, weight_decay, amsgrad);
            }

            public static AdamW AdamW(IEnumerable<(string name, Parameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.9,
                double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false) =>
                AdamW(parameters.Select(named => named.parameter), lr, beta1, beta2, eps, weight_decay, amsgrad);
        }
    }
}

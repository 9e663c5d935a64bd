using TorchSharp.Modules;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Stochastic gradient descent, with momentum, dampening and Nesterov's form as PyTorch defines them.</summary>
    public class SGD : optim.Optimizer
    {
        internal unsafe SGD(Parameter[] parameters, double lr, double momentum, double dampening, double weight_decay, bool nesterov)
            : base(parameters, lr, Make(parameters, (p, count) =>
                Shim.ts_sgd((nint*)p, count, lr, momentum, dampening, weight_decay, nesterov ? 1 : 0)))
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
            public static SGD SGD(IEnumerable<Parameter> parameters, double learningRate, double momentum = 0, double dampening = 0,
                double weight_decay = 0, bool nesterov = false)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(learningRate);
                ArgumentOutOfRangeException.ThrowIfNegative(momentum);
                ArgumentOutOfRangeException.ThrowIfNegative(weight_decay);
                if (nesterov && (momentum <= 0 || dampening != 0))
                    throw new ArgumentException("Nesterov momentum requires a momentum and zero dampening");
                return new SGD(parameters.ToArray(), learningRate, momentum, dampening, weight_decay, nesterov);
            }

            public static SGD SGD(IEnumerable<(string name, Parameter parameter)> parameters, double learningRate, double momentum = 0,
                double dampening = 0, double weight_decay = 0, bool nesterov = false) =>
                SGD(parameters.Select(named => named.parameter), learningRate, momentum, dampening, weight_decay, nesterov);
        }
    }
}

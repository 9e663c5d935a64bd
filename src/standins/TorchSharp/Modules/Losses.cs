using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    public sealed class MSELoss(nn.Reduction reduction = nn.Reduction.Mean) : Loss<Tensor, Tensor, Tensor>(reduction)
    {
        public override Tensor forward(Tensor input, Tensor target) => nn.functional.mse_loss(input, target, reduction);
    }

    public sealed class L1Loss(nn.Reduction reduction = nn.Reduction.Mean) : Loss<Tensor, Tensor, Tensor>(reduction)
    {
        public override Tensor forward(Tensor input, Tensor target) => nn.functional.l1_loss(input, target, reduction);
    }

    public sealed class SmoothL1Loss(nn.Reduction reduction = nn.Reduction.Mean, double beta = 1.0) : Loss<Tensor, Tensor, Tensor>(reduction)
    {
        public override Tensor forward(Tensor input, Tensor target) => nn.functional.smooth_l1_loss(input, target, reduction, beta);
    }

    public sealed class HuberLoss(double delta = 1.0, nn.Reduction reduction = nn.Reduction.Mean) : Loss<Tensor, Tensor, Tensor>(reduction)
    {
        public override Tensor forward(Tensor input, Tensor target) => nn.functional.huber_loss(input, target, delta, reduction);
    }

    public sealed class BCEWithLogitsLoss(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean, Tensor? pos_weights = null)
        : Loss<Tensor, Tensor, Tensor>(reduction)
    {
        public override Tensor forward(Tensor input, Tensor target) =>
            nn.functional.binary_cross_entropy_with_logits(input, target, weight, reduction, pos_weights);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public enum Reduction : long
            {
                None = 0,
                Mean = 1,
                Sum = 2,
            }

            public static MSELoss MSELoss(Reduction reduction = Reduction.Mean) => new(reduction);

            public static L1Loss L1Loss(Reduction reduction = Reduction.Mean) => new(reduction);

            public static SmoothL1Loss SmoothL1Loss(Reduction reduction = Reduction.Mean, double beta = 1.0) => new(reduction, beta);

            public static HuberLoss HuberLoss(double delta = 1.0, Reduction reduction = Reduction.Mean) => new(delta, reduction);

            public static BCEWithLogitsLoss BCEWithLogitsLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean,
                Tensor? pos_weights = null) => new(weight, reduction, pos_weights);
        }
    }
}

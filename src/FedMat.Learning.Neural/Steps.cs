using static TorchSharp.torch;

namespace FedMat.Learning.Neural;

/// <summary>
/// What a gradient moves the weights by. Descent: against the gradient. Adam: Kingma and Ba, ICLR 2015, algorithm 1, β1 0.9, β2 0.999, ε 10^-8.
/// AdamW: Loshchilov and Hutter, Decoupled Weight Decay Regularization, ICLR 2019, algorithm 2. All weights are one vector.
/// </summary>
internal sealed class Steps
{
    private const double First = 0.9;
    private const double Second = 0.999;
    private const double Epsilon = 1e-8;
    private readonly TrainingTask task;
    private readonly Tensor? mean;
    private readonly Tensor? square;
    private int taken;

    public Steps(TrainingTask task, Device device)
    {
        this.task = task;
        if (task.Optimiser == LocalOptimiser.Sgd)
            return;
        mean = zeros(task.Shape.Count, device: device);
        square = zeros(task.Shape.Count, device: device);
    }

    /// <param name="gradient">May be changed.</param>
    /// <param name="weights">As they are before the step.</param>
    /// <param name="part">Of the task's learning rate.</param>
    public Tensor Of(Tensor gradient, Tensor weights, double part)
    {
        double rate = part * task.LearningRate;
        bool decoupled = task.Optimiser == LocalOptimiser.Adamw;
        if (task.WeightDecay > 0 && !decoupled)
            gradient.add_(weights, task.WeightDecay);
        Tensor step = mean is null ? gradient.mul_(-rate) : Adam(gradient, rate);
        return task.WeightDecay > 0 && decoupled ? step.add_(weights, -rate * task.WeightDecay) : step;
    }

    private Tensor Adam(Tensor gradient, double rate)
    {
        taken++;
        mean!.mul_(First).add_(gradient, 1 - First);
        square!.mul_(Second).add_(gradient.square(), 1 - Second);
        double scale = -rate / (1 - Math.Pow(First, taken));
        Tensor spread = square.div(1 - Math.Pow(Second, taken)).sqrt().add_(Epsilon);
        return mean.div(spread).mul_(scale);
    }
}

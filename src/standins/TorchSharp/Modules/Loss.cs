using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A module of a prediction and a target, reduced by mean, by sum or not at all.</summary>
public abstract class Loss<T1, T2, TResult>(nn.Reduction reduction = nn.Reduction.Mean)
    : nn.Module<T1, T2, TResult>(nameof(Loss<T1, T2, TResult>))
{
    public nn.Reduction reduction { get; } = reduction;
}

using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A tensor that a module registers and an optimiser changes. It takes over the given tensor, which becomes empty.</summary>
public class Parameter : Tensor
{
    public Parameter(Tensor data, bool requires_grad = true) : base(Take(data, requires_grad)) { }

    private static nint Take(Tensor data, bool requires_grad)
    {
        ArgumentNullException.ThrowIfNull(data);
        data.requires_grad = requires_grad;
        data.DetachFromDisposeScope();
        return data.MoveHandle();
    }
}

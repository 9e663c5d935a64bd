namespace FedMat.Learning;

/// <summary>What a network does with a record.</summary>
public enum NetworkKind
{
    /// <summary>A multilayer perceptron of all its numbers.</summary>
    Mlp,

    /// <summary>Attention among the elements of its compositions: <see cref="AttentionShape"/>.</summary>
    Attention,
}

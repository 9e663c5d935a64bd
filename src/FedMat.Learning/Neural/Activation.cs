namespace FedMat.Learning;

/// <summary>What stands behind a hidden layer.</summary>
public enum Activation
{
    /// <summary>max(0, x).</summary>
    Relu,

    /// <summary>x / (1 + exp(-x)).</summary>
    Silu,
}

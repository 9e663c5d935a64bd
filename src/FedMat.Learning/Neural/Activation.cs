namespace FedMat.Learning;

/// <summary>What stands between two layers. All of them need + - * / alone.</summary>
public enum Activation
{
    /// <summary>max(0, x).</summary>
    Relu,

    /// <summary>x where it is positive, else x / 100.</summary>
    LeakyRelu,
}

namespace FedMat.Learning;

/// <summary>How a member steps.</summary>
public enum LocalOptimiser
{
    /// <summary>Against the gradient, times the rate.</summary>
    Sgd,

    /// <summary>Kingma and Ba, Adam, ICLR 2015; weight decay enters the gradient. Its moments begin anew every round.</summary>
    Adam,

    /// <summary>The same with decoupled weight decay: Loshchilov and Hutter, ICLR 2019.</summary>
    Adamw,
}

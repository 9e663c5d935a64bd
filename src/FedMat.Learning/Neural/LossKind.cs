namespace FedMat.Learning;

/// <summary>What training makes small, on the standardised target.</summary>
public enum LossKind
{
    /// <summary>Half the squared error up to an error of 1, linear beyond.</summary>
    Huber,

    /// <summary>The squared error.</summary>
    Squared,
}

namespace FedMat.Learning;

/// <summary>What the common weights do with the mean of the members' changes.</summary>
public enum ServerOptimiser
{
    /// <summary>They move by it.</summary>
    None,

    /// <summary>They also take a part of the step before: Hsu et al., Measuring the Effects of Non-Identical Data Distribution, 2019.</summary>
    Momentum,

    /// <summary>It is a gradient to AdamW: FedAdam of Reddi et al., Adaptive Federated Optimization, ICLR 2021.</summary>
    Adam,
}

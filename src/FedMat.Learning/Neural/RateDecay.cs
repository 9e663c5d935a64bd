namespace FedMat.Learning;

/// <summary>How a rate falls from the first to the last round.</summary>
public enum RateDecay
{
    /// <summary>Not at all.</summary>
    Constant,

    /// <summary>In a straight line.</summary>
    Linear,

    /// <summary>As half a wave of the cosine: Loshchilov and Hutter, SGDR, ICLR 2017, without restarts.</summary>
    Cosine,
}

namespace FedMat.Protocol;

/// <summary>How a member broke the protocol in a way that its own signatures prove.</summary>
public enum Offence
{
    /// <summary>t shares that fit a dealer's leaves recover something else than the dealer advertised.</summary>
    FalseDeal = 1,

    /// <summary>A stage-4 answer holds a share that misses the leaf of its dealer.</summary>
    FalseShare = 2,

    /// <summary>A dealer answered a complaint with shares that miss the holder's leaf.</summary>
    FalseOpening = 3,

    /// <summary>Tags that are not those of the vector that the member signed.</summary>
    FalseTags = 4,

    /// <summary>Two different messages of one stage.</summary>
    Equivocation = 5,
}

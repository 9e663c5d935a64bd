namespace FedMat.Protocol;

/// <summary>How real numbers become the integers of a block.</summary>
public enum BlockKind
{
    /// <summary>Rounded to the nearest step, the same on every machine; a value beyond the clip is refused, never clipped.</summary>
    Exact,

    /// <summary>Weighted by the member's share, clipped, and rounded stochastically so that the error has mean zero.</summary>
    Weighted,
}

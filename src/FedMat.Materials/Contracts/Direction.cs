namespace FedMat.Materials;

/// <summary>How a target is known to go with an input, all others being the same.</summary>
public enum Direction
{
    /// <summary>It is not known to.</summary>
    None,

    /// <summary>Where the input is larger, the target is never smaller.</summary>
    Rising,

    /// <summary>Where the input is larger, the target is never larger.</summary>
    Falling,
}

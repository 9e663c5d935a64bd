namespace FedMat.Node;

/// <summary>What a check of the doctor came to.</summary>
public enum Health
{
    Ok,

    /// <summary>Nothing is wrong yet, and something should be known or done.</summary>
    Note,

    /// <summary>The node does not work so.</summary>
    Problem,

    /// <summary>Not looked at, since another check must be good first.</summary>
    Skipped,
}

namespace FedMat.Storage.Node;

/// <summary>Which of the history rules a list falls under. Stored as numbers.</summary>
public enum SignedListKind
{
    /// <summary>An exact sum; its family is a part of a snapshot.</summary>
    Exact = 0,

    /// <summary>A round of training; its family is one contribution.</summary>
    Neural = 1,
}

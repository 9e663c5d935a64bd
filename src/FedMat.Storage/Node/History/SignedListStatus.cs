namespace FedMat.Storage.Node;

/// <summary>What became of the attempt in which a list was signed. Stored as numbers.</summary>
public enum SignedListStatus
{
    /// <summary>Its sum may have been taken.</summary>
    Open = 0,

    /// <summary>Its sum was taken.</summary>
    Done = 1,

    /// <summary>A certificate says that its sum was not and never will be taken.</summary>
    Closed = 2,
}

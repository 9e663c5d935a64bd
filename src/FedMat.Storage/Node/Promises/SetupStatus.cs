namespace FedMat.Storage.Node;

/// <summary>How an attempt stands at this node. Stored as numbers.</summary>
public enum SetupStatus
{
    /// <summary>Its secrets are here, and stages can be answered.</summary>
    Open = 0,

    /// <summary>It ended without a sum, and its secrets are erased.</summary>
    Closed = 1,

    /// <summary>Its sum was accepted, and its secrets are erased.</summary>
    Done = 2,
}

namespace FedMat.Node;

/// <summary>By what a member's key is known at this node.</summary>
public enum Acquaintance
{
    /// <summary>By nothing: it stands in the roster, which the root key alone signs.</summary>
    Unknown,

    /// <summary>It is this node's own.</summary>
    Self,

    /// <summary>This node's steward compared its fingerprint.</summary>
    Confirmed,

    /// <summary>A key of the same member that is known here signed that this one takes its place.</summary>
    KeyChange,

    /// <summary>Enough members that the steward confirmed vouch for it.</summary>
    Vouched,
}

namespace FedMat.Protocol;

/// <summary>What the holder of a roster entry may do.</summary>
public enum MemberRole
{
    /// <summary>Holds data and takes part in rounds.</summary>
    Node,

    /// <summary>Proposes and watches studies; holds no data.</summary>
    Administrator,
}

namespace FedMat.Aggregation;

/// <summary>What became of an attempt whose list of survivors this node signed.</summary>
public enum CohortStatus
{
    /// <summary>Its sum may have been taken, or may still be.</summary>
    Open,

    /// <summary>This node has checked and accepted its sum.</summary>
    Accepted,

    /// <summary>By certificate: its sum can never be taken.</summary>
    Closed,
}

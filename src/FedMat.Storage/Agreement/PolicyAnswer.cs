namespace FedMat.Storage.Agreements;

/// <summary>What a node's policy says to a plan. Of several answers the highest holds.</summary>
public enum PolicyAnswer
{
    /// <summary>The node takes part without asking anybody.</summary>
    Allow = 0,

    /// <summary>A person decides.</summary>
    Ask = 1,

    /// <summary>The node takes no part.</summary>
    Refuse = 2,
}

namespace FedMat.Node;

/// <summary>How a node stands with the coordinator.</summary>
public enum Connection
{
    /// <summary>It has started and heard nothing yet.</summary>
    Starting,

    Connected,

    /// <summary>It tries again and again.</summary>
    Waiting,

    /// <summary>The node was stopped.</summary>
    Stopped,
}

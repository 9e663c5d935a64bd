namespace FedMat.Storage.Coordinator;

/// <summary>What waits for an administrator. The numbers are stored.</summary>
public enum PendingKind
{
    /// <summary>An invitation that nobody has used.</summary>
    Invited = 1,

    /// <summary>Somebody with an invitation asks to be enrolled.</summary>
    Join = 2,

    /// <summary>A member takes another key or certificate.</summary>
    KeyChange = 3,

    /// <summary>A member leaves.</summary>
    Departure = 4,
}

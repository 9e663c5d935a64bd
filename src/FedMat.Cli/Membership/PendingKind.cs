namespace FedMat.Cli.Membership;

/// <summary>What waits for an administrator.</summary>
internal enum PendingKind
{
    /// <summary>Somebody was invited and has not answered; nothing to approve yet.</summary>
    Invited,

    /// <summary>Somebody who was invited asks to join.</summary>
    Join,

    /// <summary>A member wants other keys.</summary>
    KeyChange,

    /// <summary>A member leaves.</summary>
    Departure,
}

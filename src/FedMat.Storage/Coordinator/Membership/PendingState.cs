namespace FedMat.Storage.Coordinator;

/// <summary>What became of something that waited for an administrator. The numbers are stored.</summary>
public enum PendingState
{
    Waiting = 0,

    /// <summary>A roster has what was asked for.</summary>
    Fulfilled = 1,

    /// <summary>An administrator turned it down.</summary>
    Declined = 2,
}

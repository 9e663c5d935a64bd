namespace FedMat.Coordinator.Sums;

/// <summary>Since when an attempt waits for what.</summary>
internal sealed class AttemptTimes
{
    /// <summary>Since when its step is waited for; null while it is made ahead.</summary>
    public DateTimeOffset? Began { get; set; }

    /// <summary>Since when its step has enough words to go on; null before.</summary>
    public DateTimeOffset? EnoughSince { get; set; }

    /// <summary>Since when a dealer is complained of that has not opened its shares; null when there is none.</summary>
    public DateTimeOffset? ComplainedSince { get; set; }

    /// <summary>When vectors were asked for.</summary>
    public DateTimeOffset AskedAt { get; set; }
}

namespace FedMat.Storage.Coordinator;

/// <summary>What members of a study are told for as long as it runs. The numbers are stored.</summary>
public enum SumNoticeKind
{
    /// <summary>That an attempt is closed.</summary>
    Certificate = 1,

    /// <summary>That a member broke the protocol.</summary>
    Conviction = 2,

    /// <summary>That a member agrees to two lists which differ by it.</summary>
    Consent = 3,
}

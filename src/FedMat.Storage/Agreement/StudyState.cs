namespace FedMat.Storage.Agreements;

/// <summary>How a study stands with this node.</summary>
public enum StudyState
{
    /// <summary>A person has to decide.</summary>
    Waiting,

    /// <summary>A consent is in force.</summary>
    Consented,

    /// <summary>The consent has ended at its date.</summary>
    Expired,

    /// <summary>The policy or a person refused.</summary>
    Refused,

    /// <summary>The consent was taken back.</summary>
    Withdrawn,

    /// <summary>The study is over.</summary>
    Ended,
}

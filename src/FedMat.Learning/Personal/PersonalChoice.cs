namespace FedMat.Learning;

/// <summary>Which model a member is told to use for its own rows.</summary>
public enum PersonalChoice
{
    /// <summary>The one of its own rows alone.</summary>
    Local,

    /// <summary>The study's, as it is.</summary>
    Federated,

    /// <summary>The study's with the member's own correction, mixed with the local one.</summary>
    Personal,
}

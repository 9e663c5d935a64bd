namespace FedMat.Protocol;

/// <summary>Where an attempt at a round stands.</summary>
public enum AttemptState
{
    /// <summary>Contributions are taken.</summary>
    Open,

    /// <summary>Enough are there and nobody is waited for any longer: they are added up.</summary>
    Complete,

    /// <summary>The deadline passed without a quorum.</summary>
    Failed,
}

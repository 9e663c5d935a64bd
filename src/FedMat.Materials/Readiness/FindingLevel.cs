namespace FedMat.Materials;

/// <summary>How much a finding matters.</summary>
public enum FindingLevel
{
    /// <summary>Worth knowing.</summary>
    Note,

    /// <summary>A study would run, and its result would be better or safer without it.</summary>
    Warning,

    /// <summary>No study can use the data as they are.</summary>
    Blocker,
}

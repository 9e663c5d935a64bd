namespace FedMat.Materials;

/// <summary>Whether data are ready for a study.</summary>
public enum Verdict
{
    Ready,
    ReadyWithWarnings,
    NotReady,
}

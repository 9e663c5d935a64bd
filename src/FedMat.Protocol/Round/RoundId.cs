namespace FedMat.Protocol;

/// <summary>One secure sum: rounds count from 1, and so do the attempts at a round.</summary>
public readonly record struct RoundId(StudyId Study, int Round, int Attempt)
{
    public override string ToString() => $"{Study.Short}/{Round}.{Attempt}";
}

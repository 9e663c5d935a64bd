namespace FedMat.Protocol;

/// <summary>Where a study stands. It ends in one of the last three, with a reason.</summary>
public enum StudyStatus
{
    Running,
    Completed,
    Stopped,
    Failed,
}

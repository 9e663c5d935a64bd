namespace FedMat.Storage.Agreements;

/// <summary>Who answered a plan for this node.</summary>
public enum AnswerGiver
{
    Policy = 0,
    Steward = 1,
}

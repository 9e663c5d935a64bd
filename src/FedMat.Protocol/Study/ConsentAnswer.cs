namespace FedMat.Protocol;

/// <summary>What a member says to a plan.</summary>
public enum ConsentAnswer
{
    Granted,
    Refused,
    Withdrawn,
}

namespace FedMat.Node.Tests;

/// <summary>Numbers of the node's catalogue of messages.</summary>
internal static class Event
{
    public const int Connected = 1101;
    public const int WaitingForCoordinator = 1102;
    public const int ConnectionEnded = 1103;
    public const int CertificateRefused = 1104;
    public const int CoordinatorRefuses = 1105;
    public const int NewsRefused = 1107;
    public const int RosterTaken = 1201;
    public const int RosterRefused = 1202;
    public const int StudyAccepted = 1301;
    public const int StudyRefused = 1302;
    public const int StudyEnded = 1303;
    public const int Contributed = 1402;
    public const int SendingAgain = 1403;
    public const int RoundRefused = 1404;
    public const int RoundLeft = 1405;
    public const int RoundOfNoStudy = 1406;
    public const int ReceiptRefused = 1409;
}

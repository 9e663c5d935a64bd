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
    public const int ConnectionOpened = 1108;
    public const int RosterTaken = 1201;
    public const int RosterRefused = 1202;
    public const int Revoked = 1203;
    public const int VouchTaken = 1204;
    public const int StudyAccepted = 1301;
    public const int StudyRefused = 1302;
    public const int StudyEnded = 1303;
    public const int SumRetries = 1305;
    public const int StateProven = 1306;
    public const int StateNotProven = 1307;
    public const int Contributed = 1402;
    public const int VectorNotTaken = 1404;
    public const int RoundLeft = 1405;
    public const int RoundOfNoStudy = 1406;
    public const int ReceiptRefused = 1409;
    public const int StepRefused = 1411;
    public const int StepPassedOver = 1412;
    public const int WordRefused = 1413;
    public const int SumAccepted = 1414;
    public const int AttemptClosed = 1415;
    public const int StepWaits = 1417;
    public const int AttemptExpired = 1418;
    public const int StoreRestored = 1501;
    public const int StudyWithoutConsent = 1901;
    public const int AnswerTaken = 1902;
}

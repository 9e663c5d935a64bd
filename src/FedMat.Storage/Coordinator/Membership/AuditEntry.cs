namespace FedMat.Storage.Coordinator;

/// <summary>What somebody did. Never a secret.</summary>
/// <param name="At">When.</param>
/// <param name="Who">A member's name, or 'stranger' with a pin.</param>
/// <param name="What">A few words of a closed list: invited, asked to join, declined, published a roster and so on.</param>
/// <param name="Detail">About whom or what.</param>
public sealed record AuditEntry(DateTimeOffset At, string Who, string What, string Detail);

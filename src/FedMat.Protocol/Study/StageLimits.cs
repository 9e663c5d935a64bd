namespace FedMat.Protocol;

/// <summary>How long a stage waits, and for whom.</summary>
/// <param name="Quorum">So many members suffice to go on without the rest. An exact sum always waits for all of them.</param>
/// <param name="DeadlineSeconds">An attempt without a quorum by then has failed and is tried again.</param>
/// <param name="GraceSeconds">How long those that are late are waited for once there is a quorum.</param>
/// <param name="Attempts">So many failed attempts at one round end the study.</param>
public sealed record StageLimits(int Quorum, int DeadlineSeconds, int GraceSeconds, int Attempts);

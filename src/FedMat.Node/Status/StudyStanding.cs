using FedMat.Protocol;
using FedMat.Storage.Agreements;

namespace FedMat.Node;

/// <summary>A study as a node sees it.</summary>
/// <param name="Id">Which.</param>
/// <param name="Name">As the plan has it.</param>
/// <param name="Status">running, completed or another end.</param>
/// <param name="Answer">Whether the node takes part, in words.</param>
/// <param name="Consent">How the steward's answer stands; null where the plan was not put before anybody.</param>
/// <param name="Vectors">Masked vectors that left for it.</param>
/// <param name="Bytes">Of everything that left for it.</param>
/// <param name="LastRound">The newest round that was told; null for none.</param>
/// <param name="LastSent">When something left for it last; null for never.</param>
public sealed record StudyStanding(
    StudyId Id, string Name, string Status, string Answer, StudyState? Consent, int Vectors, long Bytes, StatusRound? LastRound, DateTimeOffset? LastSent);

using FedMat.Learning;
using FedMat.Materials;
using FedMat.Protocol;
using FedMat.Storage.Node;

namespace FedMat.Node;

/// <summary>A study that this node takes part in: the data as they were when it was accepted, until the process ends.</summary>
/// <param name="Plan">What was approved.</param>
/// <param name="Learner">Belongs to this plan.</param>
/// <param name="Data">The rows of the private table.</param>
/// <param name="Snapshot">Their number.</param>
internal sealed record AcceptedStudy(Plan Plan, ILearner Learner, Dataset Data, SnapshotRecord Snapshot)
{
    public StudyId Id { get; } = Plan.Id;
}

using FedMat.Coordinator.Sums;
using FedMat.Protocol;

namespace FedMat.Coordinator.Studies;

/// <summary>What a study's attempt waits for.</summary>
/// <param name="Step">Where it stands.</param>
/// <param name="Missing">Who has not spoken there.</param>
/// <param name="IsHeld">Whether a sum could be made without them, and is not because it is exact.</param>
internal sealed record StudyWait(SumStep Step, IReadOnlyList<MemberId> Missing, bool IsHeld)
{
    public static StudyWait Of(SumAttempt attempt) =>
        new(attempt.Step, attempt.Stage.Missing, attempt is { IsExact: true, Step: <= SumStep.Inputs, Stage.IsEnough: true });
}

using FedMat.Coordinator.Sums;
using FedMat.Protocol;

namespace FedMat.Coordinator.Studies;

/// <summary>What a study's attempt waits for.</summary>
/// <param name="Step">Where it stands.</param>
/// <param name="Missing">Who has not spoken there.</param>
/// <param name="IsHeld">Whether a sum could be made without them, and is not because it is exact.</param>
/// <param name="Lacking">How many more acceptances a release takes.</param>
/// <param name="Differing">Who computed another model state than the coordinator.</param>
internal sealed record StudyWait(SumStep Step, IReadOnlyList<MemberId> Missing, bool IsHeld, int Lacking, IReadOnlyList<MemberId> Differing)
{
    public static StudyWait Of(SumAttempt attempt) => attempt.Acceptances is { } accept
        ? new(attempt.Step, accept.Missing, IsHeld: false, accept.Lacking, accept.Differing)
        : new(attempt.Step, attempt.Stage.Missing, attempt is { IsExact: true, Step: <= SumStep.Inputs, Stage.IsEnough: true }, 0, []);
}

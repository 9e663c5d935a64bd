using FedMat.Coordinator.Sums;
using FedMat.Protocol;

namespace FedMat.Coordinator.Studies;

/// <summary>What a study's attempt waits for.</summary>
/// <param name="Step">Where it stands.</param>
/// <param name="Missing">Who has not spoken there.</param>
/// <param name="IsHeld">Whether a sum could be made without them, and is not because it is exact.</param>
/// <param name="CanBeReleased">Whether an administrator can leave one of them out.</param>
/// <param name="Lacking">How many more acceptances a release takes.</param>
/// <param name="Differing">Who computed another model state than the coordinator.</param>
internal sealed record StudyWait(
    SumStep Step, IReadOnlyList<MemberId> Missing, bool IsHeld, bool CanBeReleased, int Lacking, IReadOnlyList<MemberId> Differing)
{
    /// <summary>Null when nothing is under way.</summary>
    public static StudyWait? Of(StudySums sums)
    {
        if ((sums.Current ?? sums.Settling) is not { } attempt)
            return null;
        if (attempt.Acceptances is { } accept)
            return new(attempt.Step, accept.Missing, IsHeld: false, CanBeReleased: false, accept.Lacking, accept.Differing);
        IReadOnlyList<MemberId> missing = attempt.Stage.Missing;
        bool isHeld = attempt is { IsExact: true, Step: <= SumStep.Inputs, Stage.IsEnough: true };
        return new(attempt.Step, missing, isHeld, isHeld && missing.Any(member => sums.RefuseRelease(member) is null), 0, []);
    }
}

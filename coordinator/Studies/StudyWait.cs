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
/// <param name="Speechless">Those whose word is needed in this sum or the one before and can never come, since the roster has changed; empty where there is hope.</param>
internal sealed record StudyWait(
    SumStep Step, IReadOnlyList<MemberId> Missing, bool IsHeld, bool CanBeReleased, int Lacking, IReadOnlyList<MemberId> Differing, IReadOnlyList<MemberId> Speechless)
{
    /// <summary>Null when nothing is under way.</summary>
    public static StudyWait? Of(StudySums sums)
    {
        if ((sums.Current ?? sums.Settling) is not { } attempt)
            return null;
        if (attempt.Acceptances is { } accept)
            return new(attempt.Step, accept.Missing, IsHeld: false, CanBeReleased: false, accept.Lacking, accept.Differing, LostForever(sums, attempt));
        IReadOnlyList<MemberId> missing = attempt.Stage.Missing;
        bool isHeld = attempt is { IsExact: true, Step: <= SumStep.Inputs, Stage.IsEnough: true };
        return new(attempt.Step, missing, isHeld, isHeld && missing.Any(member => sums.RefuseRelease(member) is null), 0, [], [.. Lost(sums, attempt, missing)]);
    }

    private static IEnumerable<MemberId> Lost(StudySums sums, SumAttempt attempt, IReadOnlyList<MemberId> missing)
    {
        MemberId[] lost = LostForever(sums, attempt);
        // A member with new keys takes a state that it has not reached itself only on enough acceptances.
        return lost.Length == 0 && attempt.Step == SumStep.Adverts && sums.Settling is { } before ? LostForever(sums, before).Intersect(missing) : lost;
    }

    /// <summary>Who would have to speak for an attempt to go on, and cannot under the roster of today; nobody where others are enough.</summary>
    private static MemberId[] LostForever(StudySums sums, SumAttempt attempt)
    {
        Thresholds needed = attempt.Terms.Thresholds;
        IEnumerable<MemberId> silent = attempt.Acceptances is { } accept
            ? attempt.Terms.Members.Select(member => member.Id).Except(accept.Acceptances.Select(word => word.Content.Member)).Except(accept.Differing)
            : attempt.Stage.Missing;
        (int there, int enough) = attempt.Step switch
        {
            SumStep.Answers => (attempt.Stage.Count, needed.Sharing),
            SumStep.Acceptances => (needed.Signing - attempt.Acceptances!.Lacking, needed.Signing),
            SumStep.Closings => (attempt.Stage.Count, needed.Signing),
            _ => (0, 0),
        };
        MemberId[] left = [.. silent];
        MemberId[] lost = [.. left.Intersect(sums.Speechless(attempt))];
        return there + left.Length - lost.Length < enough ? lost : [];
    }
}

using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Storage.Coordinator;

/// <summary>What is written about one study's sums at once, in this order: all of it or nothing.</summary>
/// <param name="study">Which.</param>
public sealed class SumChanges(StudyId study)
{
    public StudyId Study => study;

    /// <summary>Attempts that begin, with the hash of their terms.</summary>
    public List<(RoundId Attempt, Digest Setup, DateTimeOffset At)> Opened { get; } = [];

    /// <summary>What attempts are about, once that is known.</summary>
    public List<(RoundId Attempt, Digest State, RoundSpec Ask)> Asked { get; } = [];

    /// <summary>What was taken, with the numbers under which it is found again: 0, 1, 2 and so on in an attempt.</summary>
    public List<(RoundId Attempt, int Number, SumWord Word)> Words { get; } = [];

    /// <summary>Lists that members of exact sums are told.</summary>
    public List<ExactList> Listed { get; } = [];

    /// <summary>What everybody is told. A certificate strikes the list of its attempt.</summary>
    public List<SumNotice> Notices { get; } = [];

    /// <summary>The step that follows from a sum; null for none.</summary>
    public SumAdvance? Advance { get; set; }

    /// <summary>What became of attempts. Words go with any outcome but <see cref="AttemptOutcome.AddedUp"/>.</summary>
    public List<(RoundId Attempt, AttemptOutcome Outcome, DateTimeOffset At)> Ended { get; } = [];

    public bool IsEmpty =>
        Opened.Count + Asked.Count + Words.Count + Listed.Count + Notices.Count + Ended.Count == 0 && Advance is null;
}

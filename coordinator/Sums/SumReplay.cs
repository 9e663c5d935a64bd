using FedMat.Aggregation;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;

namespace FedMat.Coordinator.Sums;

/// <summary>
/// Leads an attempt through its words and decisions once more, as they were written: everything follows from them, the coordinator's
/// signatures too.
/// </summary>
internal sealed class SumReplay
{
    private readonly SumAttempt attempt;
    private readonly Digest next;
    private readonly DateTimeOffset now;
    private readonly bool isOpened;

    private SumReplay(SumAttempt attempt, AttemptRecord record, Digest next, DateTimeOffset now)
    {
        this.attempt = attempt;
        this.next = next;
        this.now = now;
        isOpened = record.Words.Any(word => word.Kind == SumWordKind.SumFound);
    }

    /// <param name="record">What was written.</param>
    /// <param name="ask">What is summed; null while the attempt is made ahead.</param>
    /// <param name="next">Hash of the state that followed from the sum, where it was checked.</param>
    /// <param name="terms">Of the attempt; those that it was opened with.</param>
    /// <param name="participants">Who is asked, as long as U1 is not fixed.</param>
    /// <param name="parts">Of the study.</param>
    /// <param name="now">From here on its stage is waited for.</param>
    /// <exception cref="InvalidDataException">The words do not lead where they led, or a vector is damaged.</exception>
    /// <exception cref="RefusedException">A word cannot be read, or is not taken.</exception>
    /// <exception cref="FormatException">A decision cannot be read.</exception>
    /// <exception cref="InvalidOperationException">A decision does not follow from the words.</exception>
    /// <exception cref="IOException">A vector is missing or cannot be read.</exception>
    public static SumAttempt Run(
        AttemptRecord record, RoundSpec? ask, Digest next, SumTerms terms, Participants participants, SumParts parts, DateTimeOffset now)
    {
        (Digest State, RoundSpec Ask)? question = ask is null ? null : (record.State!.Value, ask);
        bool isFixed = record.Words.Any(word => word.Kind == SumWordKind.AdvertsFixed);
        IReadOnlyList<MemberId> asked = isFixed ? [.. terms.Members.Select(member => member.Id)] : participants.For(question);
        SumAttempt attempt = new(terms, parts.Key, asked, record.Opened, parts.Vectors)
        {
            Question = question,
            Times = { Began = ask is null ? null : now },
        };
        if (record.Id is { Round: 1 } or { Attempt: > 1 })
            attempt.Open(now.AddSeconds(parts.Plan.Contribute.DeadlineSeconds));
        SumReplay replay = new(attempt, record, next, now);
        foreach (SumWord word in record.Words)
            replay.Apply(word);
        attempt.Resume(record.Words.Count);
        return attempt;
    }

    private void Apply(SumWord word)
    {
        Action step = word.Kind switch
        {
            SumWordKind.AdvertsFixed => () => attempt.FixAdverts(now),
            SumWordKind.DealersFixed => attempt.FixDealers,
            SumWordKind.InputsAsked => AskInputs,
            SumWordKind.SurvivorsFixed => () => attempt.FixSurvivors(now),
            SumWordKind.UnmaskChosen => attempt.Unmask,
            SumWordKind.CloseChosen => attempt.Abandon,
            SumWordKind.SumFound => () => TakeSum(Digest.FromBytes(word.Body.Span)),
            SumWordKind.SumChecked => () => TakeCheck(SumMessage.Read<CheckList>(word.Body.Span)),
            SumWordKind.Input => () => Require(attempt.TakeInput(Word.Of(word)).Refusal),
            _ => () => Require(attempt.Take(Word.Of(word))),
        };
        step();
    }

    private void AskInputs()
    {
        Require(attempt.AskInputs(now));
        if (isOpened)
            attempt.Inputs.ForgetSum();
    }

    private void TakeCheck(CheckList list) => attempt.TakeCheck(attempt.Stage.As<CheckStage>(), list, next);

    private void TakeSum(Digest hash)
    {
        byte[] bytes = attempt.Files.Vectors.Read(attempt.Files.SumKey(hash));
        RingVector sum = new(attempt.Question!.Value.Ask.Ring, bytes);
        SumRecovery recovery = attempt.Stage.As<UnmaskStage>().Recover(SumParts.Threads).OrThrow();
        attempt.TakeSum(recovery.Check(sum, SumParts.Threads), sum, now);
    }

    private static void Require(Refusal? refusal)
    {
        if (refusal is not null)
            throw new RefusedException(refusal);
    }
}

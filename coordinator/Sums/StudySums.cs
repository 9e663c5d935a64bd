using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;

namespace FedMat.Coordinator.Sums;

/// <summary>The sums of one study: hears what members say, goes on from step to step, and hands out what is to be written and told. One caller at a time.</summary>
internal sealed class StudySums
{
    private readonly SumParts parts;
    private readonly OpenAttempts attempts;
    private readonly StudyNotices notices;
    private readonly Participants participants;
    private readonly Knocks knocks;

    public StudySums(SumParts parts, SumHistory history)
    {
        this.parts = parts;
        attempts = history.Attempts;
        notices = history.Notices;
        participants = history.Participants;
        knocks = new Knocks(parts.Presence);
        Course = new SumCourse(parts, history, knocks);
    }

    public StudyId Study => parts.Study;

    /// <summary>From step to step.</summary>
    public SumCourse Course { get; }

    public SumAttempt? Settling => attempts.Settling;

    public SumAttempt? Current => attempts.Current;

    /// <summary>What there is to tell, in the order in which it is told.</summary>
    public IReadOnlyList<SumNotices> Notices => [notices.Told, .. attempts.All.Select(attempt => attempt.Notices)];

    /// <summary>Whether something happened that is to be written and told. A word by itself can wait.</summary>
    public bool HasNews => attempts.HasNews || notices.Told.HasNews;

    /// <summary>Takes a word. One for an attempt or a step that is over changes nothing.</summary>
    /// <returns>FM309: there was no such attempt. Else what its stage says.</returns>
    public Refusal? Take(RoundId round, Word word)
    {
        SumAttempt? attempt = attempts.Find(round);
        if (attempt is null || word.Step < attempt.Step)
            knocks.Add(word.Speaker);
        if (attempt is null)
            return Course.WasOpened(round) ? null : Unknown(round);
        Refusal? refusal = attempt.Take(word);
        KeepConvictions(attempt);
        return refusal;
    }

    /// <summary>Takes a consent, to be told to everybody.</summary>
    public Refusal? Take(RoundId round, SignedMessage<Consent> consent)
    {
        if (!Course.WasOpened(round))
            return Unknown(round);
        Member? member = parts.Find(consent.Content.Member);
        return member is not null && consent.IsSignedBy(member.Key)
            ? notices.Take(round, consent, attempts.Changes)
            : new Refusal(RefusalCode.SignatureInvalid, $"the consent in the name of {consent.Content.Member} does not bear its signature");
    }

    /// <summary>The attempt that takes vectors, or took them.</summary>
    /// <exception cref="RefusedException">FM304: it is over. FM309: there was none.</exception>
    public SumAttempt AttemptOf(RoundId round) =>
        attempts.Find(round) ?? throw new RefusedException(Course.WasOpened(round) ? AttemptInputs.Late : Unknown(round));

    /// <summary>Whether a vector is taken that a member describes so.</summary>
    /// <returns>Its receipt when it is here already, null when it may come.</returns>
    /// <exception cref="RefusedException">FM301 to FM305, FM308, FM309.</exception>
    public SignedMessage<InputReceipt>? Admit(RoundId round, SignedMessage<MaskedInput> input)
    {
        SumAttempt attempt = AttemptOf(round);
        Outcome<SignedMessage<InputReceipt>>? known = attempt.Inputs.Admit(input);
        KeepConvictions(attempt);
        if (known is { Refusal.Code: RefusalCode.ContributionLate })
            knocks.Add(input.Content.Member);
        return known?.OrThrow();
    }

    /// <summary>Takes a vector that is here whole.</summary>
    /// <exception cref="RefusedException">FM301 to FM305, FM308, FM309: the attempt went on meanwhile.</exception>
    public SignedMessage<InputReceipt> TakeInput(RoundId round, Word word)
    {
        SumAttempt attempt = AttemptOf(round);
        Outcome<SignedMessage<InputReceipt>> receipt = attempt.TakeInput(word);
        KeepConvictions(attempt);
        if (!receipt.IsGiven)
            attempt.Inputs.Forget(((SignedMessage<MaskedInput>)word.Message).Content);
        return receipt.OrThrow();
    }

    /// <summary>Whether members may fetch a model state by its hash.</summary>
    public bool HasState(Digest hash) => hash == Course.Position.State || hash == Settling?.Question?.State;

    /// <summary>A vector that members may fetch; null when there is none.</summary>
    public VectorKey? FindVector(Digest hash) => attempts.All.Select(attempt => attempt.Files.Find(hash)).FirstOrDefault(key => key is not null);

    /// <summary>Who accepted the state that the next sum starts from; null for another state.</summary>
    public IReadOnlyList<SignedMessage<Acceptance>>? ProofOf(Digest state)
    {
        if (state != Course.Position.State)
            return null;
        return Settling?.Acceptances?.Acceptances ?? [];
    }

    /// <summary>Whether exact sums can go on without a member.</summary>
    public Refusal? RefuseRelease(MemberId member) => participants.RefuseRelease(member, Course.Position.Question);

    /// <summary>Who can say nothing more in an attempt: revoked since it was opened, or with another key, for its words count under the keys of its roster.</summary>
    public IEnumerable<MemberId> Speechless(SumAttempt attempt) => attempt.Terms.Members
        .Where(member => parts.Find(member.Id) is not { Revoked: null } now || now.Key != member.Key)
        .Select(member => member.Id);

    /// <summary>Everything that is to be written now. The same again until <see cref="Publish"/>.</summary>
    public SumChanges Collect() => attempts.Collect();

    /// <summary>What was collected is on the disk and can be told.</summary>
    public void Publish()
    {
        attempts.Publish();
        notices.Told.Publish();
    }

    /// <summary>The study has ended: no vector is taken any longer.</summary>
    public void Stop()
    {
        foreach (SumAttempt attempt in attempts.All)
            attempt.Inputs.End();
    }

    private static Refusal Unknown(RoundId round) => new(RefusalCode.RoundUnknown, $"{round} was never opened");

    private void KeepConvictions(SumAttempt attempt)
    {
        if (!attempt.Stage.IsBusy)
            Course.KeepConvictions(attempt);
    }
}

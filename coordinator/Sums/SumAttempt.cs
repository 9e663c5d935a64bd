using FedMat.Aggregation;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;

namespace FedMat.Coordinator.Sums;

/// <summary>
/// One attempt at a sum: its stage, what was said in it, and what there is to be told of it. It goes from step to step when it is told to; whoever owns
/// it writes what happened before anything is published. One caller at a time.
/// </summary>
internal sealed class SumAttempt
{
    private readonly AttemptLog log = new();
    private int convictions;

    /// <param name="terms">Of the attempt.</param>
    /// <param name="key">The coordinator's.</param>
    /// <param name="asked">The members of the plan that may take part.</param>
    /// <param name="opened">When it began.</param>
    /// <param name="vectors">Where its vectors lie.</param>
    public SumAttempt(SumTerms terms, SigningKey key, IReadOnlyList<MemberId> asked, DateTimeOffset opened, VectorFolder vectors)
    {
        Terms = terms;
        Opened = opened;
        Stage = new AttemptStage(SumStep.Adverts, new AdvertStage(terms, key, asked), asked);
        Files = new AttemptFiles(vectors, terms.Setup);
        Inputs = new AttemptInputs(terms.Round, Files);
    }

    public SumTerms Terms { get; }

    public RoundId Id => Terms.Round;

    public DateTimeOffset Opened { get; }

    public AttemptStage Stage { get; private set; }

    public SumStep Step => Stage.Step;

    /// <summary>From which state the attempt starts and what is summed; null while it is made ahead.</summary>
    public (Digest State, RoundSpec Ask)? Question { get; set; }

    public bool IsExact => Question?.Ask.IsExact == true;

    public AttemptTimes Times { get; } = new();

    public SumNotices Notices { get; } = new();

    public AttemptFiles Files { get; }

    public AttemptInputs Inputs { get; }

    /// <summary>U3, once it is fixed.</summary>
    public SignedMessage<SurvivorList>? Survivors { get; private set; }

    /// <summary>Whether the masked vectors may be here.</summary>
    public bool HasMasked { get; private set; } = true;

    /// <summary>The sum, from its opening until it is checked.</summary>
    public RingVector? Sum { get; private set; }

    /// <summary>Stage 5b, once the sum is checked.</summary>
    public AcceptStage? Acceptances => Step == SumStep.Acceptances ? Stage.As<AcceptStage>() : null;

    /// <summary>Takes a word. One for a step that is over changes nothing.</summary>
    /// <returns>Null when it was taken, now or before.</returns>
    public Refusal? Take(Word word)
    {
        if (word.Step < Step || log.Has(word))
            return null;
        if (word.Step > Step)
            return new Refusal(RefusalCode.RoundUnknown, $"attempt {Id} has not come to a step in which a member says that");
        if (Stage.Take(word) is { } refusal)
            return refusal;
        log.Add(word);
        PassOn(word);
        return null;
    }

    /// <summary>Takes a vector that is here whole.</summary>
    /// <param name="word">Its description.</param>
    public Outcome<SignedMessage<InputReceipt>> TakeInput(Word word)
    {
        SignedMessage<MaskedInput> input = (SignedMessage<MaskedInput>)word.Message;
        if (Inputs.Admit(input) is { } known)
            return known;
        if (Take(word) is { } refusal)
            return refusal;
        return Inputs.Add(input);
    }

    /// <summary>Offences that are proved and were not asked for before. Not to be asked while the coordinator works with the stage.</summary>
    public IReadOnlyList<Conviction> NewConvictions()
    {
        Conviction[] fresh = [.. Stage.Convictions.Skip(convictions)];
        convictions += fresh.Length;
        return fresh;
    }

    public void CollectInto(SumChanges changes) => log.CollectInto(changes, Id);

    /// <summary>What was collected is on the disk: what there is to tell can be told.</summary>
    public void Publish()
    {
        log.Written();
        Notices.Publish();
    }

    /// <summary>After a restart: what was said and decided here lies on the disk as so many words.</summary>
    public void Resume(int words)
    {
        log.Written(words);
        Notices.Publish();
    }

    /// <summary>Everybody who may take part is told of the attempt. An exact sum waits for all of them, so its time does not run so far.</summary>
    public void Open(DateTimeOffset deadline)
    {
        (Digest state, RoundSpec ask) = Question!.Value;
        Notices.Add(Notice.Opened(Id, Stage.Asked, state, ask, IsExact ? null : deadline));
    }

    /// <summary>An exact sum has waited for everybody so far; only now its time runs.</summary>
    public void FixAdverts(DateTimeOffset now)
    {
        DealStage deals = Stage.As<AdvertStage>().Close();
        if (IsExact)
            Times.Began = now;
        log.Add(SumWordKind.AdvertsFixed);
        Notices.Add(Notice.Adverts(Id, deals));
        Enter(SumStep.Deals, deals, [.. deals.List.Content.Members]);
    }

    public void FixDealers()
    {
        HoldStage holdings = Stage.As<DealStage>().Close();
        log.Add(SumWordKind.DealersFixed);
        Notices.Add(Notice.Dealers(Id, holdings));
        Enter(SumStep.Holdings, holdings, [.. holdings.List.Content.Members]);
    }

    /// <summary>Asks for vectors in answer to the attempt's question.</summary>
    public Refusal? AskInputs(DateTimeOffset now)
    {
        (Digest state, RoundSpec ask) = Question!.Value;
        HoldStage holdings = Stage.As<HoldStage>();
        if (IsExact && holdings.LeftOut.Count > 0)
            return new Refusal(RefusalCode.InputWaits, "an exact sum is over all that were asked, and some of them hold no shares");
        Outcome<InputStage> inputs = holdings.Request(state, ask);
        if (!inputs.IsGiven)
            return inputs.Refusal;
        Inputs.Begin(inputs.Value, Stage.Asked, ask);
        Times.AskedAt = now;
        log.Add(SumWordKind.InputsAsked);
        Notices.Add(Notice.Inputs(Id, Inputs.Holders, inputs.Value));
        Enter(SumStep.Inputs, inputs.Value, Inputs.Holders);
        return null;
    }

    public void FixSurvivors(DateTimeOffset now)
    {
        AgreeStage agreements = Stage.As<InputStage>().Close();
        Survivors = agreements.List;
        Inputs.End();
        Times.Began = now;
        log.Add(SumWordKind.SurvivorsFixed);
        Notices.Add(Notice.Survivors(Id, Inputs.Holders, agreements));
        Enter(SumStep.Agreements, agreements, [.. agreements.List.Content.Members]);
    }

    public void Unmask()
    {
        UnmaskStage answers = Stage.As<AgreeStage>().Unmask();
        log.Add(SumWordKind.UnmaskChosen);
        Notices.Add(Notice.Unmask(Id, Inputs.Holders, answers));
        Enter(SumStep.Answers, answers, Inputs.Holders);
    }

    /// <summary>Gives the sum up, and asks everybody in the plan to close the attempt.</summary>
    public void Abandon() => Close(Stage.As<AgreeStage>().Abandon());

    /// <inheritdoc cref="Abandon"/>
    public void Close(ClosingStage closings)
    {
        Inputs.End();
        log.Add(SumWordKind.CloseChosen);
        Notices.Add(Notice.Close(Id, closings));
        Enter(SumStep.Closings, closings, [.. Terms.Members.Select(member => member.Id)]);
    }

    /// <summary>The coordinator begins to work with the stage; until it is done no word is taken.</summary>
    public T BeginWork<T>(SumStep step)
        where T : class, ISumStage
    {
        T stage = Stage.As<T>();
        Enter(step, stage, []);
        return stage;
    }

    public void TakeSum(CheckStage check, RingVector sum, DateTimeOffset now)
    {
        Digest hash = check.Result.Content.Sum;
        Inputs.ForgetSum();
        (Sum, Times.Began) = (sum, now);
        Files.Share(Files.SumKey(hash));
        log.Add(SumWordKind.SumFound, hash.ToArray());
        Notices.Add(Notice.Result(Id, Inputs.Holders, check));
        Enter(SumStep.Tags, check, [.. Survivors!.Content.Members]);
    }

    /// <param name="check">Stage 5a.</param>
    /// <param name="list">What came of it.</param>
    /// <param name="next">Hash of the state that follows from the sum.</param>
    public void TakeCheck(CheckStage check, CheckList list, Digest next)
    {
        Sum = null;
        HashSet<MemberId> silent = [.. list.Silent.Select(secret => secret.Member)];
        foreach (SignedMessage<MaskedInput> input in Survivors!.Content.Inputs.Where(input => silent.Contains(input.Content.Member)))
            Files.Share(Files.KeyOf(input.Content));
        log.Add(SumWordKind.SumChecked, SumMessage.Body(list));
        Notices.Add(Notice.Check(Id, Inputs.Holders, list));
        Enter(SumStep.Acceptances, check.Accept(next), [.. Survivors.Content.Members]);
    }

    /// <summary>Nobody needs the masked vectors of a sum any longer that was accepted.</summary>
    public void ForgetMasked()
    {
        HasMasked = false;
        foreach (SignedMessage<MaskedInput> input in Survivors!.Content.Inputs)
            Files.Vectors.Drop(Files.KeyOf(input.Content));
    }

    private void PassOn(Word word)
    {
        if (word.Message is SignedMessage<Complaint> complaint && Stage.As<HoldStage>().OpenComplaints.Contains(complaint))
            Notices.Add(Notice.Complaint(Id, complaint));
        else if (word.Message is SignedMessage<Opening> opening)
            Notices.Add(Notice.Opening(Id, opening));
        else if (word.Kind == SumWordKind.Acceptance)
            Notices.Finish(word.Speaker);
    }

    private void Enter(SumStep step, ISumStage stage, IReadOnlyList<MemberId> asked)
    {
        Stage = new AttemptStage(step, stage, asked);
        Times.EnoughSince = null;
    }
}

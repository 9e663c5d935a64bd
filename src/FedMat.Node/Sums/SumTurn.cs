using FedMat.Aggregation;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Node;
using FedMat.Wire.V1;

namespace FedMat.Node;

/// <summary>
/// An attempt at a sum, as far as this node has come in it. It answers steps and keeps nothing on the disk: after a restart it is made
/// again from the stored secrets, is told the same steps, and comes to the same answers.
/// </summary>
internal sealed class SumTurn : IDisposable
{
    private readonly SumTerms terms;
    private readonly MemberId self;
    private readonly SetupSecrets secrets;
    private readonly StepAnswers answers;
    private readonly SortedDictionary<SumNews.WhatOneofCase, SumEvent.Told> early = [];
    private ISumPart? part;
    private bool isHeldBack;

    /// <param name="terms">The attempt, its plan and roster.</param>
    /// <param name="self">This node.</param>
    /// <param name="key">Its identity key.</param>
    /// <param name="secrets">Wiped when the turn is disposed of.</param>
    /// <param name="opened">Positions of the holders for whom shares were opened before a restart.</param>
    public SumTurn(SumTerms terms, MemberId self, SigningKey key, SetupSecrets secrets, IEnumerable<int> opened)
    {
        this.terms = terms;
        this.self = self;
        this.secrets = secrets;
        answers = new StepAnswers(terms.Round);
        Advertised advertised = Advertised.Begin(terms, self, key, secrets);
        Advert = SumReply.First(Round, Words.Of(Round, advertised.Message));
        Shares = new ShareExchange(this, advertised, opened, answers);
    }

    public RoundId Round => terms.Round;

    public Digest Setup => terms.Setup;

    /// <summary>The roster that the setup was made under.</summary>
    public required Roster Roster { get; init; }

    /// <summary>The last stage that was answered, be it before a restart; null before the first.</summary>
    public Stage? Answered { get; set; }

    /// <summary>Whether a part of the vector may have left, be it before a restart.</summary>
    public bool HasLeft { get; set; }

    public SumReply Advert { get; }

    /// <summary>Null once the attempt is over.</summary>
    public ShareExchange? Shares { get; private set; }

    /// <summary>What the coordinator asks for at stage 2; null before it does.</summary>
    public SignedMessage<InputRequest>? Inputs { get; private set; }

    /// <summary>The model state that the sum starts from, once this node has reached it.</summary>
    public Digest State { get; private set; }

    /// <summary>What that state asks for; null before it is reached.</summary>
    public RoundSpec? Ask { get; private set; }

    /// <summary>Whether a vector can be masked: it is asked for, and none was masked before.</summary>
    public bool IsAsked => Inputs is not null && Upload is null && Shares?.Held is not null;

    /// <summary>What is kept before the masked vector leaves; null before it is masked.</summary>
    public SumReply? Upload { get; private set; }

    /// <summary>What the egress ledger takes down before the vector leaves; null before it is masked.</summary>
    public NewUpload? Line { get; private set; }

    /// <summary>The masked vector, until its sum has been checked.</summary>
    public Masked? Masked { get; private set; }

    /// <summary>Whether the list of survivors is known, so that no vector is waited for any longer.</summary>
    public bool IsFixed { get; private set; }

    /// <summary>Whether a check of this node keeps the masked vector from leaving, which is still waited for.</summary>
    public bool IsHeldBack => isHeldBack && Masked is not null && !IsFixed;

    /// <summary>The last word of the attempt; null before the sum is accepted.</summary>
    public SumReply? Acceptance { get; private set; }

    /// <summary>Keeps a step that came before this node could answer it: the latest of its kind.</summary>
    public void Keep(SumEvent.Told step) => early[step.News.WhatCase] = step;

    /// <summary>Hands the steps over that can be answered by now, in the order of the stages.</summary>
    public IReadOnlyList<SumEvent.Told> TakeKept()
    {
        if (Ask is null || early.Count == 0)
            return [];
        SumEvent.Told[] kept = [.. early.Values];
        early.Clear();
        return kept;
    }

    public static Refusal OutOfOrder(string what) => new(RefusalCode.RoundUnexpected, what);

    /// <summary>Stage 2 is asked for.</summary>
    public Refusal? Take(SignedMessage<InputRequest> request)
    {
        if (Upload is not null && Inputs?.Hash != request.Hash)
            return answers.Differs(TurnStep.Inputs);
        Inputs = request;
        return null;
    }

    /// <summary>The masked vector stays here until the checks let it go.</summary>
    public void HoldBack() => isHeldBack = true;

    /// <summary>The checks let the masked vector go.</summary>
    public void LetGo() => isHeldBack = false;

    /// <summary>This node has reached the state that the sum starts from.</summary>
    public void Reach(Digest state, RoundSpec ask) => (State, Ask) = (state, ask);

    /// <summary>Stage 2.</summary>
    /// <param name="snapshot">Number of the frozen rows.</param>
    /// <param name="quantised">Becomes the masked vector, unless it is refused.</param>
    /// <param name="threads">How many may work at once.</param>
    /// <param name="cancellation">Ends the work.</param>
    public Outcome<SumReply> Mask(int snapshot, RingVector quantised, int threads, CancellationToken cancellation)
    {
        Outcome<Masked> next = Shares!.Held!.Mask(Inputs!, State, Ask!, snapshot, quantised, threads, cancellation);
        if (!next.IsGiven)
            return next.Refusal;
        Masked = next.Value;
        Line = new NewUpload(Round, Masked.Message.Content.Payload, Masked.Vector.Memory.Length);
        Answer(Stage.Mask);
        return Upload = SumReply.Vector(this, Masked.Message, HistoryKey.Contribution(State, Ask!.Hash, snapshot));
    }

    /// <summary>Stage 3; a node that is not on the list becomes a witness of the sum.</summary>
    /// <param name="list">U3.</param>
    /// <param name="history">Says what may be signed, and what it adds to the ledger.</param>
    public Outcome<SumReply> Agree(SignedMessage<SurvivorList> list, SumHistory history) => answers.Once(TurnStep.Survivors, list.Content.Hash, () =>
    {
        if (Shares?.Held is not { } held || Ask is null)
            return OutOfOrder("a list of survivors came before this node holds its shares and has reached the state");
        if (!list.Content.Members.Contains(self))
            return Witness(held, list);
        if (Masked is null)
            return OutOfOrder("the list of survivors names this node, which has sent no vector");
        Outcome<Agreed> next = Masked.Agree(list, history.Ledger);
        if (!next.IsGiven)
            return next.Refusal;
        (part, IsFixed) = (new SurvivorPart(this, list, next.Value), true);
        Answer(Stage.Agree);
        SumReply reply = SumReply.Bound(this, Stage.Agree, 0, list.Content.Hash, Words.Of(Round, next.Value.Message));
        return reply.With(history.ListsOf(next.Value.Signed, Ask, State));
    });

    /// <summary>Stage 4.</summary>
    public Outcome<SumReply> Unmask(UnmaskRequest request) =>
        answers.Once(TurnStep.Unmask, request.Survivors.Content.Hash, () =>
        {
            Outcome<SumReply> answer = part is null ? NoList() : part.Unmask(request);
            if (answer.IsGiven)
                Answer(Stage.Unmask);
            return answer;
        });

    /// <summary>Stage 5a.</summary>
    public Outcome<SumReply> Check(SignedMessage<SumResult> result, RingVector sum, int threads, CancellationToken cancellation) =>
        answers.Once(TurnStep.Result, result.Content.Sum, () =>
        {
            Outcome<SumReply> tags = part is null ? NoList() : part.Check(result, sum, threads, cancellation);
            if (tags.IsGiven)
                Masked = null;
            return tags;
        });

    /// <summary>The answer to a claimed sum that was answered before; null when there is none.</summary>
    public SumReply? CheckedBefore(SignedMessage<SumResult> result) => answers.Find(TurnStep.Result, result.Content.Sum);

    public IEnumerable<(MemberId Member, Digest Payload)> Silent(CheckList list) => part?.Silent(list) ?? [];

    /// <summary>Stage 5b.</summary>
    /// <param name="list">Everybody's tags.</param>
    /// <param name="silentVectors">Of those without.</param>
    /// <param name="next">Hash of the state that this node computed from the sum.</param>
    /// <param name="threads">How many may work at once.</param>
    /// <param name="cancellation">Ends the work.</param>
    public Outcome<SumReply> Accept(
        CheckList list, IReadOnlyDictionary<MemberId, RingVector> silentVectors, Digest next, int threads, CancellationToken cancellation)
    {
        if (part is null)
            return NoList();
        Outcome<Accepted> accepted = part.Accept(list, silentVectors, threads, cancellation);
        if (!accepted.IsGiven)
            return accepted.Refusal;
        SignedMessage<Acceptance> acceptance = accepted.Value.Sign(next);
        Acceptance = SumReply.Bound(this, Stage.Check, 1, acceptance.Content.Sum, Words.Of(Round, acceptance));
        Dispose();
        return Acceptance;
    }

    /// <summary>Wipes the secrets. What was answered can still be said again.</summary>
    public void Dispose()
    {
        secrets.Dispose();
        (Shares, part, Masked) = (null, null, null);
    }

    private void Answer(Stage stage)
    {
        if (!(Answered >= stage))
            Answered = stage;
    }

    private static Refusal NoList() => OutOfOrder("this came before a list of survivors");

    private Outcome<SumReply> Witness(Held held, SignedMessage<SurvivorList> list)
    {
        Outcome<SumWitness> witness = held.Witness(list, State, Ask!);
        if (!witness.IsGiven)
            return witness.Refusal;
        (part, IsFixed) = (new WitnessPart(this, held, list, witness.Value), true);
        return SumReply.Free(Round);
    }
}

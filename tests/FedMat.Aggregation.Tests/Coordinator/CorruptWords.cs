using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>
/// Everything that member 1 of four can say to the coordinator in an attempt, each word at its stage, with what must come of it whatever it says: the
/// exact sum of the vectors that were sent, or an end before any vector was asked for.
/// </summary>
internal sealed class CorruptWords
{
    private const int Corrupt = 1;
    private static readonly Digest Next = Digest.Of("next"u8);
    private readonly WholeAttempt attempt;
    private readonly Acceptance acceptance;

    /// <param name="consortium">Four members.</param>
    /// <param name="terms">Of an attempt of theirs.</param>
    public CorruptWords(Consortium consortium, SumTerms terms)
    {
        attempt = new WholeAttempt(consortium, terms);
        acceptance = new Acceptance(
            terms.Round, Id, attempt.Inputs.Session, attempt.Agreements.List.Content.Hash, attempt.Check().Result.Content.Sum, Next);
        Targets =
        [
            Adverts(), Deals(), Holdings(), Complaints(), Openings(), Inputs(), Agreements(), Answers(), AnswersOfTheLost(), Tags(), Acceptances(),
            Closings(),
        ];
    }

    public IReadOnlyList<WordTarget> Targets { get; }

    public MemberId Id => Drill.Id(Corrupt);

    private Drill Drill => attempt.Drill;

    private IEnumerable<MemberId> Others => Drill.Consortium.Ids.Where(member => member != Id);

    private Complaint Complaint => new(Drill.Terms.Setup, Id, Drill.Id(0), attempt.Holdings.List.Content.Hash);

    private WordTarget Adverts() => Of(
        Drill.Advertised[Id].Message, () => Drill.Begin(), From(Drill.Advertised, member => member.Message), (stage, word) => stage.Take(word),
        stage => attempt.Rest.FromAdverts(stage.Close(), Others));

    private WordTarget Deals() => WordTarget.Of(
        Drill.Dealt[Id].Message, Sign,
        () => HonestRest.Heard(attempt.Adverts.Close(), From(Drill.Dealt, member => member.Message), (stage, word) => stage.Take(word)),
        (stage, word) => stage.Take(word), stage => attempt.Rest.FromDeals(stage.Close(), From(Drill.Dealt)));

    private WordTarget Holdings() => Of(
        Drill.Held[Id].Message, attempt.Deals.Close, From(Drill.Held, member => member.Message), (stage, word) => stage.Take(word),
        stage => attempt.Rest.FromHoldings(stage.Request(Drill.State, Drill.Ask).OrThrow(), [.. Drill.Held.Values]));

    /// <summary>A false complaint, which the dealer answers.</summary>
    private WordTarget Complaints() => Of(Drill.Consortium.SignedBy(Id, Complaint), attempt.Deals.Close, [], (stage, word) => stage.Take(word), stage =>
    {
        Assert.Null(stage.Take(Drill.Dealt[Drill.Id(0)].Open(Assert.Single(stage.OpenComplaints), []).OrThrow()));
        HonestRest.Heard(stage, Drill.Held.Values.Select(member => member.Message), (holding, word) => holding.Take(word));
        attempt.Rest.FromHoldings(stage.Request(Drill.State, Drill.Ask).OrThrow(), [.. Drill.Held.Values]);
    });

    /// <summary>What the corrupt dealer answers to a complaint. An offence ends the attempt, so this one is on its own.</summary>
    private WordTarget Openings()
    {
        WholeAttempt blamed = new(Drill.Consortium, Drill.Terms);
        SignedMessage<Complaint> complaint = Drill.Consortium.SignedBy(
            Drill.Id(0), new Complaint(Drill.Terms.Setup, Drill.Id(0), Id, blamed.Holdings.List.Content.Hash));
        return Of(
            blamed.Drill.Dealt[Id].Open(complaint, []).OrThrow(),
            () => HonestRest.Heard(blamed.Deals.Close(), [complaint], (stage, word) => stage.Take(word)), [], (stage, word) => stage.Take(word),
            stage => Assert.Empty(stage.OpenComplaints));
    }

    /// <summary>A vector is taken when it is there whole and matches its signed hash.</summary>
    private WordTarget Inputs() => Of(
        Drill.Masked[Id].Message, () => attempt.Holdings.Request(Drill.State, Drill.Ask).OrThrow(), From(Drill.Masked, member => member.Message),
        (stage, word) => stage.Check(word) ?? (word.Content.Payload == Drill.MaskedOf(word.Content.Member).Hash
            ? stage.Take(word)
            : new Refusal(RefusalCode.ContributionPayload, "other bytes than were signed")),
        stage => attempt.Rest.FromInputs(stage.Close(), [.. Drill.Masked.Values], From(Drill.Masked)));

    private WordTarget Agreements() => Of(
        Drill.Agreed[Id].Message, attempt.Inputs.Close, From(Drill.Agreed, member => member.Message), (stage, word) => stage.Take(word),
        stage => attempt.Rest.FromAgreements(stage.Unmask(), [.. Drill.Masked.Values], From(Drill.Agreed)));

    private WordTarget Answers() => Of(
        Drill.Unmasked[Id].Message, attempt.Agreements.Unmask, From(Drill.Unmasked, member => member.Message), (stage, word) => stage.Take(word),
        stage => attempt.Rest.FromAnswers(stage, [.. Drill.Masked.Values]));

    /// <summary>The corrupt member sent no vector and helps to open the sum.</summary>
    private WordTarget AnswersOfTheLost()
    {
        Drill lost = Drill.At(Drill.Consortium, Drill.Terms);
        AgreeStage agree = lost.Mask(lost.Hold(lost.Deal(lost.Advertise())), Corrupt);
        UnmaskStage unmask = lost.Agree(agree);
        lost.Unmask(unmask);
        return Of(
            lost.Held[Id].Unmask(unmask.Request, Drill.State, lost.Ask.Hash).OrThrow(), agree.Unmask, From(lost.Unmasked, member => member.Message),
            (stage, word) => stage.Take(word), stage => new HonestRest(lost).FromAnswers(stage, From(lost.Masked)));
    }

    private WordTarget Tags() => Of(
        Drill.Checked[Id].Message, attempt.Check, From(Drill.Checked, member => member.Message), (stage, word) => stage.Take(word),
        stage => attempt.Rest.FromTags(stage, From(Drill.Checked)));

    private WordTarget Acceptances() => Of(
        Drill.Consortium.SignedBy(Id, acceptance), () => attempt.Check().Accept(Next),
        [.. Others.Select(member => Drill.Consortium.SignedBy(member, acceptance with { Member = member }))], (stage, word) => stage.Take(word), stage =>
        {
            Assert.True(stage.IsEnough);
            Assert.All(stage.Acceptances, word => Assert.Equal(Next, word.Content.State));
        });

    private WordTarget Closings() => Of(
        Drill.Consortium.SignedBy(Id, new Closing(Drill.Terms.Round, Id)), attempt.Agreements.Abandon,
        [.. Others.Select(member => Drill.Consortium.SignedBy(member, new Closing(Drill.Terms.Round, member)))], (stage, word) => stage.Take(word),
        stage => Assert.True(stage.Certificate!.Closes(Drill.Terms.Round, Drill.Terms)));

    private WordTarget Of<TStage, T>(
        SignedMessage<T> word, Func<TStage> begin, IReadOnlyList<SignedMessage<T>> others, Func<TStage, SignedMessage<T>, Refusal?> take,
        Action<TStage> finish)
        where T : class, ISumMessage<T> => WordTarget.Of(
            word, altered => Drill.Consortium.SignedBy(Id, altered), () => HonestRest.Heard(begin(), others, take), take, finish);

    /// <summary>Signs a root over what the dealing has become.</summary>
    private Dealing Sign(Dealing altered)
    {
        Deal deal = altered.Deal.Content;
        Digest root = MerkleTree.Root([.. altered.Shares.Select(share => share.Leaf(deal.Setup, deal.Member))]);
        return altered with { Deal = Drill.Consortium.SignedBy(Id, deal with { Root = root }) };
    }

    private TState[] From<TState>(SortedDictionary<MemberId, TState> states) => From(states, state => state);

    private T[] From<TState, T>(SortedDictionary<MemberId, TState> states, Func<TState, T> word) =>
        [.. states.Where(state => state.Key != Id).Select(state => word(state.Value))];
}

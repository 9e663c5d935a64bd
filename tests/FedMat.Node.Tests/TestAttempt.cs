using System.Security.Cryptography;
using FedMat.Aggregation;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;

namespace FedMat.Node.Tests;

/// <summary>
/// One attempt as the coordinator and all other members live it, in memory. Each step takes the word of the node under test and gives what is told
/// next.
/// </summary>
internal sealed class TestAttempt
{
    private readonly TestConsortium consortium;
    private readonly Func<MemberId, SigningKey> keyOf;
    private readonly Script script;
    private readonly AdvertStage adverts;
    private readonly SortedDictionary<MemberId, Advertised> advertised = [];
    private readonly SortedDictionary<MemberId, Dealt> dealt = [];
    private readonly SortedDictionary<MemberId, Held> held = [];
    private readonly SortedDictionary<MemberId, Masked> masked = [];
    private readonly SortedDictionary<MemberId, Agreed> agreed = [];
    private readonly SortedDictionary<MemberId, Unmasked> unmasked = [];
    private readonly SortedDictionary<MemberId, Checked> tagged = [];
    private DealStage? deals;
    private HoldStage? holds;
    private InputStage? inputs;
    private AgreeStage? agreements;
    private UnmaskStage? answers;
    private CheckStage? tags;
    private CheckList? checkList;

    public TestAttempt(
        TestConsortium consortium, Script script, Plan plan, int round = 1, int attempt = 1, int values = 4, MemberId? without = null,
        Signed<Roster>? roster = null, Func<MemberId, SigningKey>? keyOf = null)
    {
        this.keyOf = keyOf ??= consortium.KeyOf;
        this.consortium = consortium;
        this.script = script;
        roster ??= consortium.Roster(1);
        Terms = new SumTerms(new RoundId(plan.Id, round, attempt), plan, roster.Content, roster.Hash);
        State = CountingLearner.At(round - 1);
        Ask = new CountingLearner(values).Spec(round - 1);
        adverts = new AdvertStage(Terms, consortium.CoordinatorKey);
        foreach (MemberId other in consortium.Others.Select(member => member.Id).Where(member => member != without))
        {
            advertised[other] = Advertised.Begin(Terms, other, keyOf(other), SetupSecrets.Draw(RandomNumberGenerator.Create()));
            Assert.Null(adverts.Take(advertised[other].Message));
        }
    }

    public SumTerms Terms { get; }

    public RoundId Round => Terms.Round;

    public ModelState State { get; init; }

    public RoundSpec Ask { get; init; }

    /// <summary>The number of the other members' rows.</summary>
    public int Snapshot { get; init; } = 1;

    /// <summary>S, once it was claimed.</summary>
    public RingVector? Sum { get; private set; }

    /// <summary>U2, once it was told.</summary>
    public DealerList Dealers => holds!.List.Content;

    public IReadOnlyDictionary<MemberId, Dealt> Dealt => dealt;

    private MemberId Self => consortium.Self.Id;

    public News Opened() => Tell(news => news.Opened = new SumOpened
    {
        State = State.Hash.ToBytes(), Ask = Ask.Hash.ToBytes(), Length = Ask.Length, DeadlineUnixMs = 4_000_000_000_000,
    });

    public News Adverts(Said word)
    {
        Assert.Null(adverts.Take(word.Advert.ToSigned<Advert>()));
        deals = adverts.Close();
        foreach ((MemberId other, Advertised state) in advertised)
            dealt[other] = state.Deal(deals.List).OrThrow();
        return Tell(news => news.Adverts = deals.List.ToByteString());
    }

    /// <param name="word">The node's dealing.</param>
    /// <param name="spoil">Alters the dealings of others.</param>
    public News Shares(Said word, Func<Dealing, Dealing>? spoil = null)
    {
        Assert.Null(deals!.Take(word.Dealing.ToBody<Dealing>()));
        foreach (Dealt other in dealt.Values)
            Assert.Null(deals.Take(spoil?.Invoke(other.Message) ?? other.Message));
        holds = deals.Close();
        return Tell(news => news.Dealers = new DealersNews
        {
            List = holds.List.ToByteString(), Shares = new HeldShares(holds.SharesFor(Self)).ToBody(),
        });
    }

    /// <summary>What a dealer opens for the node.</summary>
    public News Opening(Said complaint, MemberId dealer)
    {
        SignedMessage<Complaint> word = complaint.Complaint.ToSigned<Complaint>();
        Assert.Equal(dealer, word.Content.Dealer);
        Digest deal = Dealers.Deals.Single(each => each.Content.Member == dealer).Hash;
        Opening opening = dealt[dealer].Open(word, []).OrThrow().Content with { Deal = deal };
        return Tell(news => news.Opening = SignedMessage<Opening>.Sign(opening, keyOf(dealer)).ToByteString());
    }

    /// <summary>Another member complains of what the node dealt to it.</summary>
    public News Complaint(MemberId holder)
    {
        Complaint complaint = new(Terms.Setup, holder, Self, Dealers.Hash);
        return Tell(news => news.Complaint = SignedMessage<Complaint>.Sign(complaint, keyOf(holder)).ToByteString());
    }

    public News Inputs(Said word)
    {
        Assert.Null(holds!.Take(word.Holding.ToSigned<Holding>()));
        foreach ((MemberId other, Dealt state) in dealt)
        {
            held[other] = state.Hold(holds.List, holds.SharesFor(other), []).Held!;
            Assert.Null(holds.Take(held[other].Message));
        }

        inputs = holds.Request(State.Hash, Ask).OrThrow();
        foreach ((MemberId other, Held state) in held)
        {
            RingVector vector = new(Ask.Ring, Ask.Length) { [0] = 7, [1] = -3, [2] = masked.Count };
            masked[other] = state.Mask(inputs.Request, State.Hash, Ask, Snapshot, vector, 1).OrThrow();
            Assert.Null(inputs.Take(masked[other].Message));
        }

        return Tell(news => news.Inputs = inputs.Request.ToByteString());
    }

    /// <summary>The same request, of another state.</summary>
    public News InputsOf(Digest state) => Tell(news => news.Inputs = SignedMessage<InputRequest>.Sign(
        inputs!.Request.Content with { State = state }, consortium.CoordinatorKey).ToByteString());

    /// <param name="upload">The node's vector; null when the node is lost.</param>
    public News Survivors(Upload? upload)
    {
        Sum = new RingVector(Ask.Ring, Ask.Length);
        foreach (Masked other in masked.Values)
            Sum.Add(0, other.Vector.Memory.Span);
        if (upload is not null)
        {
            Assert.Null(inputs!.Take(upload.Input));
            Assert.Equal(upload.Input.Content.Payload, Digest.Of(upload.Bytes));
            Sum.Add(0, upload.Bytes);
        }

        agreements = inputs!.Close();
        foreach ((MemberId other, Masked state) in masked)
        {
            agreed[other] = state.Agree(agreements.List, new SumLedger([])).OrThrow();
            Assert.Null(agreements.Take(agreed[other].Message));
        }

        return Tell(news => news.Survivors = agreements.List.ToByteString());
    }

    /// <summary>Another list of survivors, in which the first other member has another vector.</summary>
    public News OtherSurvivors()
    {
        SurvivorList list = agreements!.List.Content;
        SignedMessage<MaskedInput>[] others = [.. list.Inputs.Select(input => input.Content.Member == masked.Keys.First()
            ? SignedMessage<MaskedInput>.Sign(input.Content with { Payload = Digest.Of("other"u8) }, keyOf(input.Content.Member))
            : input)];
        return Tell(news => news.Survivors = SignedMessage<SurvivorList>.Sign(list with { Inputs = others }, consortium.CoordinatorKey).ToByteString());
    }

    /// <param name="word">The node's agreement; null when it is lost.</param>
    public News Unmask(Said? word)
    {
        if (word is not null)
            Assert.Null(agreements!.Take(word.Agreement.ToSigned<Agreement>()));
        answers = agreements!.Unmask();
        foreach ((MemberId other, Agreed state) in agreed)
        {
            unmasked[other] = state.Unmask(answers.Request).OrThrow();
            Assert.Null(answers.Take(unmasked[other].Message));
        }

        return Tell(news => news.Unmask = answers.Request.ToBody());
    }

    /// <param name="word">The node's answer.</param>
    /// <param name="spoil">Alters S.</param>
    public News Result(Said word, Action<RingVector>? spoil = null)
    {
        Assert.Null(answers!.Take(word.Answer.ToSigned<UnmaskAnswer>()));
        SumRecovery recovery = answers.Recover(1).OrThrow();
        recovery.Unmask(Sum!, 1);
        spoil?.Invoke(Sum!);
        tags = recovery.Check(Sum!, 1);
        script.Blobs[Sum!.Hash] = Sum.Memory;
        foreach ((MemberId other, Unmasked state) in unmasked)
        {
            tagged[other] = state.Check(tags.Result, Sum, 1).OrThrow();
            Assert.Null(tags.Take(tagged[other].Message));
        }

        return Tell(news => news.Result = tags.Result.ToByteString());
    }

    /// <param name="word">The node's tags; null when it is lost.</param>
    public News Check(Said? word)
    {
        List<SignedMessage<CheckTags>> all = [.. tagged.Values.Select(state => state.Message)];
        if (word is not null)
            all.Add(word.Tags.ToSigned<CheckTags>());
        checkList = new CheckList([.. all.OrderBy(one => one.Content.Member)], [], []);
        return Tell(news => news.Check = checkList.ToBody());
    }

    /// <summary>Whether the node has accepted the sum and the right state after it.</summary>
    public bool IsAccepted(Said word)
    {
        SignedMessage<Acceptance> acceptance = word.Acceptance.ToSigned<Acceptance>();
        return acceptance.IsSignedBy(consortium.NodeKey.Public)
            && acceptance.Content.Sum == Sum!.Hash
            && acceptance.Content.State == CountingLearner.At(Round.Round).Hash
            && tags!.Accept(acceptance.Content.State).Take(acceptance) is null;
    }

    /// <summary>Evidence that a dealer opened other shares to the node than it dealt.</summary>
    public FalseOpening FalseOpening(MemberId dealer)
    {
        HeldShare leaf = holds!.SharesFor(Self).Single(share => share.Dealer == dealer);
        Opening opening = new(Terms.Setup, dealer, dealt[dealer].Message.Deal.Hash, Self, new byte[DealtShare.ShareBytes], new byte[DealtShare.ShareBytes]);
        return new FalseOpening(
            deals!.List, dealt[dealer].Message.Deal, leaf, SignedMessage<Opening>.Sign(opening, keyOf(dealer)));
    }

    /// <summary>Evidence that a member advertised twice.</summary>
    public Equivocation TwoAdverts(MemberId member)
    {
        SignedMessage<Advert> first = advertised[member].Message;
        Advert other = first.Content with { SelfMask = Digest.Of("other"u8) };
        return new Equivocation(Advert.Tag, first.ToBytes(), SignedMessage<Advert>.Sign(other, keyOf(member)).ToBytes(), null);
    }

    public News Close() => Tell(news => news.Close =
        SignedMessage<CloseRequest>.Sign(new CloseRequest(Round), consortium.CoordinatorKey).ToByteString());

    private News Tell(Action<SumNews> what)
    {
        SumNews news = new() { Key = Round.ToMessage() };
        what(news);
        return new News { Sum = news };
    }
}

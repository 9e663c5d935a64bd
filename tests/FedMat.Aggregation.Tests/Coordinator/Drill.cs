using System.Security.Cryptography;
using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>
/// One attempt between the coordinator's stages and the states of members. Each step brings one stage's words to the coordinator, from everybody
/// who can speak but those left out, and returns the stage after it; what members said stays, so that a test can say it again or otherwise.
/// </summary>
internal sealed class Drill
{
    public static readonly Digest State = Digest.Of("state"u8);

    public Drill(Consortium consortium, Ring ring = Ring.Bits32)
        : this(consortium, consortium.Terms(), AskIn(ring), Draw)
    {
    }

    /// <param name="consortium">Everybody in the plan takes part.</param>
    /// <param name="terms">Of an attempt of theirs.</param>
    /// <param name="ask">What is summed.</param>
    /// <param name="draw">Gives the secrets of one member after the other.</param>
    public Drill(Consortium consortium, SumTerms terms, RoundSpec ask, Func<SetupSecrets> draw)
    {
        (Consortium, Terms, Ask) = (consortium, terms, ask);
        foreach (MemberId member in consortium.Ids)
        {
            Secrets[member] = draw();
            Advertised[member] = Aggregation.Advertised.Begin(Terms, member, consortium.KeyOf(member), Secrets[member]);
        }
    }

    public Consortium Consortium { get; }

    public SumTerms Terms { get; }

    public RoundSpec Ask { get; }

    /// <summary>Q(x) of the member at a place, for which any may be taken; null for the usual ones.</summary>
    public Func<int, RingVector>? Vectors { private get; init; }

    public SortedDictionary<MemberId, SetupSecrets> Secrets { get; } = [];

    public SortedDictionary<MemberId, Advertised> Advertised { get; } = [];

    public SortedDictionary<MemberId, Dealt> Dealt { get; } = [];

    public SortedDictionary<MemberId, Held> Held { get; } = [];

    public SortedDictionary<MemberId, Masked> Masked { get; } = [];

    public SortedDictionary<MemberId, Agreed> Agreed { get; } = [];

    public SortedDictionary<MemberId, Unmasked> Unmasked { get; } = [];

    public SortedDictionary<MemberId, Checked> Checked { get; } = [];

    public static Drill At(Consortium consortium, SumTerms terms) => new(consortium, terms, AskIn(Ring.Bits32), Draw);

    public MemberId Id(int place) => Consortium.Ids[place];

    public AdvertStage Begin(IReadOnlyCollection<MemberId>? only = null) => new(Terms, Consortium.Coordinator, only);

    public DealStage Advertise(params int[] without)
    {
        AdvertStage stage = Begin();
        foreach (Advertised member in Speaking(Advertised, without))
            Assert.Null(stage.Take(member.Message));
        return stage.Close();
    }

    public HoldStage Deal(DealStage stage, params int[] without) => Deal(stage, new Dictionary<MemberId, Dealing>(), without);

    /// <param name="stage">After the adverts.</param>
    /// <param name="lies">What members deal instead of what they should.</param>
    /// <param name="without">Who deals nothing.</param>
    public HoldStage Deal(DealStage stage, IReadOnlyDictionary<MemberId, Dealing> lies, params int[] without)
    {
        foreach (MemberId member in stage.List.Content.Members.Except(without.Select(Id)))
        {
            Dealt[member] = Advertised[member].Deal(stage.List).OrThrow();
            Assert.Null(stage.Take(lies.GetValueOrDefault(member) ?? Dealt[member].Message));
        }

        return stage.Close();
    }

    public HoldResult Hold(HoldStage stage, MemberId member) =>
        Dealt[member].Hold(stage.List, stage.SharesFor(member), []);

    public InputStage Hold(HoldStage stage, params int[] without)
    {
        foreach (MemberId member in stage.List.Content.Members.Except(without.Select(Id)))
        {
            Held[member] = Hold(stage, member).Held!;
            Assert.Null(stage.Take(Held[member].Message));
        }

        return stage.Request(State, Ask).OrThrow();
    }

    public AgreeStage Mask(InputStage stage, params int[] without)
    {
        foreach (Held held in Speaking(Held, without))
        {
            Masked masked = held.Mask(stage.Request, State, Ask, 1, VectorOf(held.Message.Content.Member), 1).OrThrow();
            Masked[masked.Message.Content.Member] = masked;
            Assert.Null(stage.Check(masked.Message));
            Assert.Null(stage.Take(masked.Message));
        }

        return stage.Close();
    }

    public UnmaskStage Agree(AgreeStage stage, params int[] without)
    {
        foreach (Masked masked in Speaking(Masked, without))
        {
            Agreed agreed = masked.Agree(stage.List, new SumLedger([])).OrThrow();
            Agreed[agreed.Message.Content.Member] = agreed;
            Assert.Null(stage.Take(agreed.Message));
        }

        return stage.Unmask();
    }

    public SumRecovery Unmask(UnmaskStage stage, params int[] without)
    {
        foreach (Agreed agreed in Speaking(Agreed, without))
        {
            Unmasked unmasked = agreed.Unmask(stage.Request).OrThrow();
            Unmasked[unmasked.Message.Content.Member] = unmasked;
            Assert.Null(stage.Take(unmasked.Message));
        }

        return stage.Recover(2).OrThrow();
    }

    /// <summary>S, from the masked vectors of U3.</summary>
    public RingVector Sum(SumRecovery recovery)
    {
        RunningSum running = new(Ask);
        foreach (RevealedSecret survivor in recovery.SelfMasks)
            running.Add(new MemoryStream(Masked[survivor.Member].Vector.Memory.ToArray()));
        RingVector sum = running.Take();
        recovery.Unmask(sum, 2);
        return sum;
    }

    public CheckStage Check(SumRecovery recovery, RingVector sum, params int[] without)
    {
        CheckStage stage = recovery.Check(sum, 2);
        foreach (Unmasked unmasked in Speaking(Unmasked, without))
        {
            Checked tags = unmasked.Check(stage.Result, sum, 1).OrThrow();
            Checked[tags.Message.Content.Member] = tags;
            Assert.Null(stage.Take(tags.Message));
        }

        return stage;
    }

    /// <summary>From the adverts to U3, everybody taking part but those lost before their vector was sent.</summary>
    public AgreeStage UpToSurvivors(params int[] lost) => Mask(Hold(Deal(Advertise()), lost));

    public RingVector VectorOf(MemberId member)
    {
        int place = Consortium.Ids.Index().First(at => at.Item == member).Index;
        if (Vectors is not null)
            return Vectors(place);
        RingVector vector = new(Ask.Ring, Ask.Length);
        for (int slot = 0; slot < Ask.Length; slot++)
            vector[slot] = slot < 33 ? ((slot * 7919L * (place + 1)) % (1 << 20)) - (1 << 19) : place + slot;
        return vector;
    }

    public RingVector SumOf(IEnumerable<MemberId> members)
    {
        RunningSum sum = new(Ask);
        foreach (MemberId member in members)
            sum.Add(VectorOf(member));
        return sum.Total();
    }

    public RingVector MaskedOf(MemberId member) => Masked[member].Vector;

    private static RoundSpec AskIn(Ring ring) => new("test", ring, new Block("real", 33, BlockKind.Weighted, 1, 20), Block.Whole("count", 4, 12));

    private static SetupSecrets Draw() => SetupSecrets.Draw(RandomNumberGenerator.Create());

    private IEnumerable<T> Speaking<T>(SortedDictionary<MemberId, T> states, int[] without) =>
        states.Where(state => !without.Select(Id).Contains(state.Key)).Select(state => state.Value);
}

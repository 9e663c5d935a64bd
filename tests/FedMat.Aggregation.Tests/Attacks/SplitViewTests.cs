using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>A coordinator that tells member 1 something else than member 0: what the one then says does not count with the other.</summary>
public sealed class SplitViewTests
{
    private static readonly Consortium Five = new(5);
    private static readonly SumInputs Inputs = SumInputs.Drawn(Five.Terms(), Ring.Bits32, HonestSum.State);
    private static readonly HonestSum Told = new(Five, Inputs, []);

    private static readonly Dictionary<string, Func<Masked>> Views = new()
    {
        ["U2"] = () => Masked(OfFourDealers(), HonestSum.State, Told.Ask),
        ["model"] = () => Masked(Told.Held[1], Digest.Of("another state"u8), Told.Ask),
        ["clip"] = () => Masked(Told.Held[1], HonestSum.State, new RoundSpec("test", Ring.Bits32, [.. Told.Ask.Blocks.Select(Wider)])),
        ["ring"] = () => Masked(Told.Held[1], HonestSum.State, new RoundSpec("test", Ring.Bits64, Told.Ask.Blocks)),
        ["length"] =
            () => Masked(Told.Held[1], HonestSum.State, new RoundSpec("test", Ring.Bits32, Block.Whole("count", Told.Ask.Length + 1, 12))),
        ["phase"] = () => Masked(Told.Held[1], HonestSum.State, new RoundSpec("another", Ring.Bits32, Told.Ask.Blocks)),
        ["part of the rows"] =
            () => Masked(Told.Held[1], HonestSum.State, new RoundSpec("test", Ring.Bits32, Told.Ask.Blocks) { Part = RowPart.HoldOut }),
    };

    public static TheoryData<string> Names => [.. Views.Keys];

    [Fact]
    public void Deal_OfAMemberThatWasToldAnotherU1_IsRefusedInTheOnesList()
    {
        AdvertList four = new(Told.Terms.Setup, [.. Told.Adverts.Content.Adverts.Take(4)]);
        Deal deal = Told.Advertised[1].Deal(Five.Signed(four)).OrThrow().Message.Deal.Content;
        SignedMessage<Deal>[] deals = [.. Told.Dealers.Content.Deals];
        deals[1] = Five.SignedBy(Told.Id(1), deal);
        SignedMessage<DealerList> list = Five.Signed(Told.Dealers.Content with { Deals = deals });

        Refused.As(RefusalCode.SetupForeign, Told.Dealt[0].Hold(list, Told.SharesFor(0), []));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Vector_OfAMemberThatWasToldAnother_IsRefusedInTheOnesList(string view)
    {
        SignedMessage<MaskedInput>[] inputs = [.. Told.SurvivorList.Content.Inputs];
        inputs[1] = Views[view]().Message;
        SignedMessage<SurvivorList> list = Five.Signed(Told.SurvivorList.Content with { Inputs = inputs });

        Assert.NotEqual(Told.Session, inputs[1].Content.Session);
        Refused.As(RefusalCode.SetupForeign, Told.Masked[0].Agree(list, new SumLedger([])));
    }

    /// <summary>Member 4 is corrupt and signs both lists, each of which leaves another honest member out.</summary>
    [Fact]
    public void Halves_ToldTwoListsOfSurvivors_NeverBothOpenTheirs()
    {
        HonestSum first = new(Five, Inputs, [3]);
        HonestSum second = new(Five, Inputs, [0]);
        foreach (MemberSet half in MemberSet.Of(0, 1, 2, 3).Subsets)
        {
            bool[] opened = [Opens(first, half), Opens(second, MemberSet.Of(0, 1, 2, 3).Without(half))];
            Assert.Equal([half.Covers(MemberSet.Of(0, 1, 2)), !half.Contains(1) && !half.Contains(2) && !half.Contains(3)], opened);
            Assert.False(opened[0] && opened[1]);
        }
    }

    /// <summary>Whether an honest member opens its shares once these and the corrupt one have agreed to the list.</summary>
    private static bool Opens(HonestSum sum, MemberSet told)
    {
        Agreed[] agreed = [.. sum.Survivors.Index().Where(at => at.Item == 4 || told.Contains(at.Item)).Select(at => sum.Agreed[at.Index])];
        return sum.Agreed[1].Unmask(sum.UnmaskRequest with { Agreements = [.. agreed.Select(state => state.Message)] }).IsGiven;
    }

    private static Block Wider(Block block) => block.Kind == BlockKind.Weighted ? block with { Clip = 2 * block.Clip } : block;

    private static Held OfFourDealers()
    {
        SignedMessage<DealerList> four = Five.Signed(Told.Dealers.Content with { Deals = [.. Told.Dealers.Content.Deals.Take(4)] });
        return Told.Dealt[1].Hold(four, Told.SharesFor(1)[..^1], []).Held!;
    }

    /// <summary>As member 1 does it if all that it was told is of one piece.</summary>
    private static Masked Masked(Held held, Digest state, RoundSpec ask)
    {
        InputRequest request = new(Told.Terms.Setup, held.Message.Content.Dealers, state, ask.Hash);
        return held.Mask(Five.Signed(request), state, ask, 1, new RingVector(ask.Ring, ask.Length), 1).OrThrow();
    }
}

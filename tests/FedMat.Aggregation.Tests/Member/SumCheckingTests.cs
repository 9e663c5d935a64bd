using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>Stage 5 against a coordinator, or a survivor, that gives out a wrong sum.</summary>
public sealed class SumCheckingTests
{
    private static readonly Dictionary<MemberId, RingVector> NoVectors = [];
    private static readonly HonestSum Honest = new(new Consortium(5), [3], Ring.Bits64);
    private static readonly Dictionary<string, (RefusalCode Code, Func<SignedMessage<SumResult>> Lie)> Lies = new()
    {
        ["signed by a member"] = (RefusalCode.ListUnsigned, () => Honest.Consortium.SignedBy(Honest.Id(0), Honest.Result.Content)),
        ["of another session"] = (RefusalCode.SetupForeign, () => Claimed(result => result with { Session = Digest.Of("s"u8) })),
        ["over other survivors"] = (RefusalCode.SetupForeign, () => Claimed(result => result with { Survivors = Digest.Of("U3"u8) })),
        ["of other bytes"] = (RefusalCode.SumNotChecked, () => Claimed(result => result with { Sum = Digest.Of("S"u8) })),
    };

    private static readonly Dictionary<string, (RefusalCode Code, Func<CheckList> Lie)> ListLies = new()
    {
        ["a survivor neither tagged nor silent"] = (RefusalCode.ListInvalid, () => Tags(list => [.. list.Skip(1)])),
        ["a survivor twice"] = (RefusalCode.ListInvalid, () => Tags(list => [.. list, list[^1]])),
        ["a wrong tag"] = (RefusalCode.SumNotChecked, () => Replaced(1, tags => tags with { Tags = Altered(tags.Tags) })),
        ["a tag of another length"] = (RefusalCode.SumNotChecked, () => Replaced(1, tags => tags with { Tags = tags.Tags[8..] })),
        ["a tag for another sum"] = (RefusalCode.SetupForeign, () => Replaced(1, tags => tags with { Sum = Digest.Of("S"u8) })),
        ["a tag of another session"] = (RefusalCode.SetupForeign, () => Replaced(1, tags => tags with { Session = Digest.Of("s"u8) })),
        ["a tag over other survivors"] = (RefusalCode.SetupForeign, () => Replaced(1, tags => tags with { Survivors = Digest.Of("U3"u8) })),
        ["a forged tag"] = (RefusalCode.SignatureInvalid, () => Replaced(1, tags => tags, signer: 2)),
        ["another tag of this node"] = (RefusalCode.SumNotChecked, () => Replaced(0, tags => tags with { Tags = Altered(tags.Tags) })),
        ["a wrong secret of a silent member"] = (RefusalCode.KeyRefused, () => Silent(list => list with { Silent = [Wrong(list.Silent[0])] })),
        ["a wrong secret of a lost member"] = (RefusalCode.KeyRefused, () => Silent(list => list with { Lost = [Wrong(list.Lost[0])] })),
        ["no secret of a silent member"] = (RefusalCode.ListInvalid, () => Silent(list => list with { Silent = [] })),
        ["no secret of a lost member"] = (RefusalCode.ListInvalid, () => Silent(list => list with { Lost = [] })),
        ["secrets that nobody needs"] = (RefusalCode.ListInvalid, () => Honest.CheckList with { Lost = Honest.CheckListWithout(1).Lost }),
    };

    public static TheoryData<string> Names => [.. Lies.Keys];

    public static TheoryData<string> ListNames => [.. ListLies.Keys];

    private static Dictionary<MemberId, RingVector> VectorOfOne => new() { [Honest.Id(1)] = Honest.Masked[1].Vector };

    [Theory]
    [MemberData(nameof(Names))]
    public void Check_OfAResult_IsRefused(string lie) => Refused.As(Lies[lie].Code, Honest.Unmasked[0].Check(Lies[lie].Lie(), Honest.Sum, 1));

    [Theory]
    [MemberData(nameof(ListNames))]
    public void Accept_OfAListWith_IsRefused(string lie) => Refused.As(ListLies[lie].Code, Honest.Checked[0].Accept(ListLies[lie].Lie(), VectorOfOne, 1));

    [Fact]
    public void Check_OfASumThatTheMembersCannotHaveMade_IsRefused()
    {
        RingVector wrong = Changed(sum => sum[0] = 1L << 50);
        Refused.As(RefusalCode.SumBeyondRange, Honest.Unmasked[0].Check(ClaimOf(wrong), wrong, 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    public void Accept_OfASumWrongInOneSlot_IsRefused(int slot)
    {
        RingVector wrong = Changed(sum => sum[slot]++);
        Checked[] states = [.. Honest.Unmasked.Select(state => state.Check(ClaimOf(wrong), wrong, 1).OrThrow())];
        CheckList list = new([.. states.Select(state => state.Message)], [], []);

        Assert.All(states, state => Refused.As(RefusalCode.SumNotChecked, state.Accept(list, NoVectors, 1)));
    }

    [Fact]
    public void Accept_WithASilentSurvivor_ComputesItsTags()
    {
        CheckList list = Honest.CheckListWithout(1);

        Assert.Equal([Honest.Id(1)], Honest.Checked[0].Silent(list));
        Assert.Equal(Honest.Sum.Hash, Honest.Checked[0].Accept(list, VectorOfOne, 1).OrThrow().Sum);
    }

    [Fact]
    public void Accept_WithThisNodeCountedAsSilent_UsesItsOwnTags()
    {
        CheckList list = Honest.CheckListWithout(0);

        Assert.Empty(Honest.Checked[0].Silent(list));
        Assert.True(Honest.Checked[0].Accept(list, NoVectors, 1).IsGiven);
    }

    [Fact]
    public void Accept_WithTheSumAndASilentSurvivorsVectorAlteredAlike_IsRefused()
    {
        RingVector wrong = Changed(sum => sum[7]++);
        RingVector altered = HonestSum.Copy(Honest.Masked[1].Vector);
        altered[7]++;
        Checked[] states = [.. Honest.Unmasked.Select(state => state.Check(ClaimOf(wrong), wrong, 1).OrThrow())];
        CheckList list = Honest.CheckListWithout(1) with { Tags = [.. states.Where((_, i) => i != 1).Select(state => state.Message)] };
        Dictionary<MemberId, RingVector> vectors = new() { [Honest.Id(1)] = altered };

        Refused.As(RefusalCode.SumNotChecked, states[0].Accept(list, vectors, 1));
    }

    [Fact]
    public void Accept_WithoutTheVectorOfASilentSurvivor_IsRefused() =>
        Refused.As(RefusalCode.SumNotChecked, Honest.Checked[0].Accept(Honest.CheckListWithout(1), NoVectors, 1));

    private static SignedMessage<SumResult> Claimed(Func<SumResult, SumResult> change) => Honest.Consortium.Signed(change(Honest.Result.Content));

    private static SignedMessage<SumResult> ClaimOf(RingVector sum) => Claimed(result => result with { Sum = sum.Hash });

    private static CheckList Tags(Func<IReadOnlyList<SignedMessage<CheckTags>>, IReadOnlyList<SignedMessage<CheckTags>>> change) =>
        Honest.CheckList with { Tags = change(Honest.CheckList.Tags) };

    private static CheckList Silent(Func<CheckList, CheckList> change) => change(Honest.CheckListWithout(1));

    private static CheckList Replaced(int survivor, Func<CheckTags, CheckTags> change, int? signer = null)
    {
        SignedMessage<CheckTags>[] tags = [.. Honest.CheckList.Tags];
        tags[survivor] = Honest.Consortium.SignedBy(Honest.Id(signer ?? survivor), change(tags[survivor].Content));
        return Honest.CheckList with { Tags = tags };
    }

    private static RevealedSecret Wrong(RevealedSecret secret) => secret with { Secret = Altered(secret.Secret) };

    private static byte[] Altered(byte[] bytes)
    {
        byte[] altered = [.. bytes];
        altered[8] ^= 1;
        return altered;
    }

    private static RingVector Changed(Action<RingVector> change)
    {
        RingVector sum = HonestSum.Copy(Honest.Sum);
        change(sum);
        return sum;
    }
}

using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

public sealed class CheckStageTests
{
    private readonly Drill drill = new(new Consortium(5));
    private readonly SumRecovery recovery;
    private readonly RingVector sum;
    private readonly CheckStage stage;
    private readonly CheckTags first;

    /// <summary>Member 4 is lost, and the tags of member 0 have not been sent.</summary>
    public CheckStageTests()
    {
        recovery = drill.Unmask(drill.Agree(drill.UpToSurvivors(4)));
        sum = drill.Sum(recovery);
        stage = drill.Check(recovery, sum, 0);
        first = drill.Unmasked[drill.Id(0)].Check(stage.Result, sum, 1).OrThrow().Message.Content;
    }

    [Fact]
    public void Close_WithEverybodysTags_RevealsNothing()
    {
        Assert.Equal([drill.Id(0)], stage.Missing);
        Assert.Null(stage.Take(drill.Consortium.SignedBy(drill.Id(0), first)));
        Assert.Null(stage.Take(drill.Consortium.SignedBy(drill.Id(0), first)));
        Assert.Empty(stage.Missing);

        CheckOutcome outcome = stage.Close(_ => throw new InvalidOperationException("no vector is needed"));
        Assert.Empty(outcome.List.Silent);
        Assert.Empty(outcome.List.Lost);
        AssertAccepted(outcome.List);
    }

    [Fact]
    public void Close_WithAMemberSilent_RevealsWhatItsTagsFollowFrom()
    {
        CheckOutcome outcome = stage.Close(drill.MaskedOf);
        Assert.Equal([drill.Id(0)], outcome.List.Silent.Select(secret => secret.Member));
        Assert.Equal([drill.Id(4)], outcome.List.Lost.Select(secret => secret.Member));
        AssertAccepted(outcome.List);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(127)]
    public void Close_WithAFalseTag_ConvictsItsMemberAndTreatsItAsSilent(int slot)
    {
        byte[] tags = [.. first.Tags];
        tags[4 * slot] ^= 1;
        Assert.Null(stage.Take(drill.Consortium.SignedBy(drill.Id(0), first with { Tags = tags })));

        CheckOutcome outcome = stage.Close(drill.MaskedOf);
        drill.Convicts(drill.Id(0), Offence.FalseTags, outcome.Convictions);
        Assert.Equal([drill.Id(0)], outcome.List.Silent.Select(secret => secret.Member));
        AssertAccepted(outcome.List);
    }

    [Fact]
    public void Close_WithTwoFalseTagsThatAddUp_ConvictsNobodyAsTheSumIsRight()
    {
        CheckStage other = recovery.Check(sum, 1);
        foreach ((MemberId member, Unmasked state) in drill.Unmasked)
        {
            CheckTags tags = state.Check(other.Result, sum, 1).OrThrow().Message.Content;
            RingVector shifted = new(sum.Ring, tags.Tags);
            shifted[0] += member == drill.Id(1) ? 1 : member == drill.Id(2) ? -1 : 0;
            Assert.Null(other.Take(drill.Consortium.SignedBy(member, tags with { Tags = shifted.Memory.ToArray() })));
        }

        CheckOutcome outcome = other.Close(drill.MaskedOf);
        Assert.Empty(outcome.Convictions);
        AssertAccepted(outcome.List);
    }

    [Fact]
    public void Close_OfAVectorThatItsOwnerDidNotSign_Throws() =>
        Assert.Throws<InvalidDataException>(() => stage.Close(_ => new RingVector(Ring.Bits32, drill.Ask.Length)));

    [Fact]
    public void Close_OfASumThatIsNotThatOfTheVectors_Throws()
    {
        RingVector wrong = new(sum.Ring, sum.Memory.ToArray()) { [3] = sum[3] + 1 };
        Assert.Throws<InvalidDataException>(() => drill.Check(recovery, wrong).Close(drill.MaskedOf));
    }

    [Fact]
    public void Take_OtherTagsOfTheSameMember_IsRefusedAndConvicts()
    {
        stage.Take(drill.Consortium.SignedBy(drill.Id(0), first));
        CheckTags other = first with { Tags = new byte[first.Tags.Length] };
        Refusals.Is(RefusalCode.RequestDiffers, stage.Take(drill.Consortium.SignedBy(drill.Id(0), other)));
        drill.Convicts(drill.Id(0), Offence.Equivocation, stage.Convictions);
    }

    [Fact]
    public void Take_TagsOfAnotherLength_IsRefused() => RefusesTags(RefusalCode.SumNotChecked, 0, first with { Tags = first.Tags[..^1] });

    [Fact]
    public void Take_TagsOfAnotherSum_IsRefused() => RefusesTags(RefusalCode.SetupForeign, 0, first with { Sum = default });

    [Fact]
    public void Take_TagsOfOtherSurvivors_IsRefused() => RefusesTags(RefusalCode.SetupForeign, 0, first with { Survivors = default });

    [Fact]
    public void Take_TagsOfAnotherSession_IsRefused() => RefusesTags(RefusalCode.SetupForeign, 0, first with { Session = default });

    [Fact]
    public void Take_TagsUnderAnothersSignature_IsRefused() => RefusesTags(RefusalCode.SignatureInvalid, 1, first);

    [Fact]
    public void Take_TagsOfALostMember_IsRefused() => RefusesTags(RefusalCode.NotOnTheList, 4, first with { Member = drill.Id(4) });

    private void AssertAccepted(CheckList list)
    {
        Assert.NotEmpty(drill.Checked);
        foreach (Checked member in drill.Checked.Values.Where(state => list.Tags.Contains(state.Message)))
            Assert.True(member.Accept(list, member.Silent(list).ToDictionary(silent => silent, drill.MaskedOf), 1).IsGiven);
    }

    private void RefusesTags(RefusalCode code, int signer, CheckTags word)
    {
        Refusals.Is(code, stage.Take(drill.Consortium.SignedBy(drill.Id(signer), word)));
        Assert.Equal([drill.Id(0)], stage.Missing);
        Assert.Empty(stage.Convictions);
    }
}

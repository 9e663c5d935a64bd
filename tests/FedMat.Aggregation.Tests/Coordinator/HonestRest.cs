using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>
/// How honest members take an attempt to its end from any stage, after whatever somebody else has said, and that the end is the exact sum. Nothing of
/// the attempt's own states changes.
/// </summary>
internal sealed class HonestRest(Drill drill)
{
    public static TStage Heard<TStage, T>(TStage stage, IEnumerable<T> words, Func<TStage, T, Refusal?> take)
    {
        Assert.All(words, word => Assert.Null(take(stage, word)));
        return stage;
    }

    public void FromAdverts(DealStage stage, IEnumerable<MemberId> members)
    {
        Dealt[] dealt = [.. members.Select(member => drill.Advertised[member].Deal(stage.List).OrThrow())];
        FromDeals(Heard(stage, dealt.Select(member => member.Message), (deals, word) => deals.Take(word)).Close(), dealt);
    }

    /// <summary>Where holders complain of a dealer that does not answer, no vector is asked for.</summary>
    public void FromDeals(HoldStage stage, IReadOnlyList<Dealt> members)
    {
        HoldResult[] results = [.. members.Select(member => Hold(stage, member))];
        foreach (SignedMessage<Complaint> complaint in results.SelectMany(result => result.Complaints ?? []))
            Assert.Null(stage.Take(complaint));
        Held[] held = [.. results.Select(result => result.Held).OfType<Held>()];
        Heard(stage, held.Select(member => member.Message), (holdings, word) => holdings.Take(word));
        if (held.Length == results.Length)
            FromHoldings(stage.Request(Drill.State, drill.Ask).OrThrow(), held);
        else
            Refused.As(RefusalCode.ShareInvalid, stage.Request(Drill.State, drill.Ask));
    }

    public void FromHoldings(InputStage stage, IReadOnlyList<Held> members)
    {
        Masked[] masked = [.. members.Select(member =>
            member.Mask(stage.Request, Drill.State, drill.Ask, 1, drill.VectorOf(member.Message.Content.Member), 1).OrThrow())];
        FromInputs(Heard(stage, masked.Select(member => member.Message), (inputs, word) => inputs.Take(word)).Close(), masked, masked);
    }

    /// <param name="stage">After U3 was fixed.</param>
    /// <param name="summed">Those whose vectors are in the sum.</param>
    /// <param name="members">Of these who agree.</param>
    public void FromInputs(AgreeStage stage, IReadOnlyList<Masked> summed, IReadOnlyList<Masked> members)
    {
        Agreed[] agreed = [.. members.Select(member => member.Agree(stage.List, new SumLedger([])).OrThrow())];
        FromAgreements(Heard(stage, agreed.Select(member => member.Message), (agreements, word) => agreements.Take(word)).Unmask(), summed, agreed);
    }

    public void FromAgreements(UnmaskStage stage, IReadOnlyList<Masked> summed, IReadOnlyList<Agreed> members) => FromAnswers(
        Heard(stage, members.Select(member => member.Unmask(stage.Request).OrThrow().Message), (answers, word) => answers.Take(word)), summed);

    public void FromAnswers(UnmaskStage stage, IReadOnlyList<Masked> summed)
    {
        RunningSum running = new(drill.Ask);
        foreach (Masked masked in summed)
            running.Add(masked.Vector);
        RingVector sum = running.Take();
        stage.Recover(1).OrThrow().Unmask(sum, 1);
        Assert.Equal(drill.SumOf(summed.Select(masked => masked.Message.Content.Member)).Memory.ToArray(), sum.Memory.ToArray());
    }

    /// <summary>Whose tags are false is treated as silent, and the others accept the sum.</summary>
    public void FromTags(CheckStage stage, IReadOnlyList<Checked> members)
    {
        CheckOutcome outcome = stage.Close(drill.MaskedOf);
        foreach (Checked member in members)
            Assert.True(member.Accept(outcome.List, member.Silent(outcome.List).ToDictionary(silent => silent, drill.MaskedOf), 1).IsGiven);
    }

    private static HoldResult Hold(HoldStage stage, Dealt member) =>
        member.Hold(stage.List, stage.SharesFor(member.Message.Deal.Content.Member), []);
}

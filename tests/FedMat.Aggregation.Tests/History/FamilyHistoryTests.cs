using FedMat.Protocol;
using static FedMat.Aggregation.Tests.Lists;

namespace FedMat.Aggregation.Tests;

/// <summary>Exact sums over the same rows: no member, and no changed row, by difference.</summary>
public sealed class FamilyHistoryTests
{
    private static readonly Dictionary<string, Func<RefusalCode?>> Allowed = new()
    {
        ["another sum over the same members"] = () => After(Moments, "01234").Sign(Bins, "01234", Later),
        ["everybody's rows changed"] = () => After(Moments, "01234").Sign(Bins, "0'1'2'3'4'", Later),
        ["other members alone"] = () => After(Moments, "234").Sign(Bins, "01", Later),
        ["one member less after the only attempt was closed"] = () => After(Moments, "01234").Closed(1).Sign(Bins, "0123", Later),
        ["one member less with its consent"] = () => After(Moments, "01234").Consented(4, "01234", "0123").Sign(Bins, "0123", Later),
        ["one member more with its consent"] = () => After(Moments, "0123").Consented(4, "01234", "0123").Sign(Bins, "01234", Later),
        ["changed rows with their owner's consent"] = () => After(Moments, "01234").Consented(4, "01234", "01234'").Sign(Bins, "01234'", Later),
        ["without a convicted dealer"] = () => After(Moments, "01234").Convicted(4).Sign(Bins, "0123", Later),
        ["without a convicted dealer and one that consents"] =
            () => After(Moments, "01234").Convicted(4).Consented(3, "01234", "012").Sign(Bins, "012", Later),
        ["metrics of another model over other members"] = () => After(Metrics, "01234").Sign(Metrics, "0123", Later),
        ["metrics over other members than the training sums"] = () => After(Moments, "01234").Sign(Metrics, "0123"),
        ["a neural round over other members"] = () => After(Moments, "01234").Sign(Neural, "0123"),
    };

    private static readonly Dictionary<string, Func<RefusalCode?>> Refusals = new()
    {
        ["one member less"] = () => After(Moments, "01234").Sign(Bins, "0123", Later),
        ["one member more"] = () => After(Moments, "0123").Sign(Bins, "01234", Later),
        ["one member less in another study"] = () => After(Moments, "01234", OfAnotherStudy).Sign(Moments, "0123", Later),
        ["one member's rows changed"] = () => After(Moments, "01234").Sign(Bins, "01234'", Later),
        ["this node's rows changed"] = () => After(Moments, "01234").Sign(Bins, "0'1234", Later),
        ["a third list whose combination with two others is one member"] =
            () => After(Moments, "012").And(Moments, "34", At(2)).Sign(Bins, "0123", Later),
        ["one member less after one of two attempts was closed"] =
            () => After(Moments, "01234").And(Bins, "01234", At(2)).Closed(1).Sign(Moments, "0123", Later),
        ["one member less after an accepted sum"] = () => After(Moments, "01234", At(1), CohortStatus.Accepted).Sign(Bins, "0123", Later),
        ["two members less with one consent"] = () => After(Moments, "01234").Consented(4, "01234", "012").Sign(Bins, "012", Later),
        ["one member less with its consent to other lists"] =
            () => After(Moments, "01234").Consented(4, "01234", "012").Sign(Bins, "0123", Later),
        ["one member less with another's consent"] = () => After(Moments, "01234").Consented(3, "01234", "0123").Sign(Bins, "0123", Later),
        ["without a convicted dealer and one more"] = () => After(Moments, "01234").Convicted(4).Sign(Bins, "012", Later),
        ["metrics of the same model over other members"] = () => After(Metrics, "01234").Sign(Metrics, "0123"),
    };

    public static TheoryData<string> AllowedNames => [.. Allowed.Keys];

    public static TheoryData<string> RefusedNames => [.. Refusals.Keys];

    [Theory]
    [MemberData(nameof(AllowedNames))]
    public void MaySign_ExactSum_IsAllowed(string name) => Assert.Null(Allowed[name]());

    [Theory]
    [MemberData(nameof(RefusedNames))]
    public void MaySign_ExactSum_IsRefused(string name) => Assert.Equal(RefusalCode.CohortDiffers, Refusals[name]());

    [Fact]
    public void WithConsent_InAnothersName_IsRefused()
    {
        SignedMessage<Consent> forged = Five.SignedBy(Five.Ids[3], new Consent(State, Later, Five.Ids[4]));
        Refused.As(RefusalCode.SignatureInvalid, new SumLedger([]).WithConsent(forged, Terms.Members[4].Key));
    }

    [Fact]
    public void Rows_OfAnExactSum_AreUnderItsContributionAndItsFamily() => Assert.Equal(
        [HistoryKey.Contribution(State, Moments.Hash, 1), HistoryKey.Family(RowPart.Training, Later)], After(Moments, "01").Signed.Select(row => row.Key));

    [Fact]
    public void Ledger_AfterAStep_KeepsTheRest()
    {
        SumLedger ledger = After(Moments, "01234").Consented(4, "01234", "0123").Convicted(1).Closed(7);
        Assert.Null(ledger.Sign(Bins, "0123", Later));
    }
}

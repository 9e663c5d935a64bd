using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>
/// What a coordinator signed for one attempt, replayed at the same stage of another one that differs in a single thing: no node answers it. Members,
/// keys and vectors are the same in both.
/// </summary>
public sealed class ForeignListTests
{
    private static readonly Consortium Five = new(5);
    private static readonly HonestSum Here = new(Five, [4]);

    private static readonly Dictionary<string, Lazy<HonestSum>> Elsewhere = new()
    {
        ["attempt"] = Of(Five.Terms(attempt: 2)),
        ["round"] = Of(Five.Terms(round: 2)),
        ["study"] = Of(Under(Five.Plan with { Name = "another study" })),
        ["threshold m"] = Of(Under(Five.Plan with { MinimumMembers = 3 })),
        ["roster"] = Of(new SumTerms(Here.Terms.Round, Five.Plan, Five.Roster, Digest.Of("another roster"u8))),
    };

    private static readonly Dictionary<string, Func<HonestSum, Refusal?>> Stages = new()
    {
        ["deal"] = other => Here.Advertised[0].Deal(other.Adverts).Refusal,
        ["hold"] = other => Here.Dealt[0].Hold(other.Dealers, Here.SharesFor(0), []).Refusal,
        ["hold shares of the other"] = other => Here.Dealt[0].Hold(Here.Dealers, [.. Here.SharesFor(0)[..^1], other.ShareOf(4, 0)], []).Refusal,
        ["mask"] = other => Here.Held[0].Mask(other.Request, HonestSum.State, Here.Ask, 1, HonestSum.Copy(Here.Vectors[0]), 1).Refusal,
        ["agree"] = other => Here.Masked[0].Agree(other.SurvivorList, new SumLedger([])).Refusal,
        ["unmask"] = other => Here.Agreed[0].Unmask(other.UnmaskRequest).Refusal,
        ["unmask what one has no part in"] = other => Here.Held[4].Unmask(other.UnmaskRequest, HonestSum.State, Here.Ask.Hash).Refusal,
        ["check"] = other => Here.Unmasked[0].Check(other.Result, other.Sum, 1).Refusal,
        ["accept"] = other => Here.Checked[0].Accept(other.CheckList, new Dictionary<MemberId, RingVector>(), 1).Refusal,
    };

    public static TheoryData<string, string> Cases
    {
        get
        {
            TheoryData<string, string> cases = [];
            foreach (string stage in Stages.Keys)
            {
                foreach (string difference in Elsewhere.Keys)
                    cases.Add(stage, difference);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Node_ToldListsThatDifferInTheir_RefusesThem(string stage, string difference)
    {
        RefusalCode? code = Stages[stage](Elsewhere[difference].Value)?.Code;
        Assert.True(code is RefusalCode.SetupForeign or RefusalCode.RequestDiffers or RefusalCode.ShareInvalid, $"{code}");
    }

    [Theory]
    [InlineData("attempt")]
    [InlineData("round")]
    [InlineData("study")]
    public void Node_AskedToCloseWhatDiffersInTheir_Refuses(string difference)
    {
        SignedMessage<CloseRequest> request = Five.Signed(new CloseRequest(Elsewhere[difference].Value.Terms.Round));
        Refused.As(
            RefusalCode.SetupForeign, AttemptClosing.Close(request, Here.Terms, Here.Id(0), Five.KeyOf(Here.Id(0)), AttemptPromises.None));
    }

    private static SumTerms Under(Plan plan) => new(new RoundId(plan.Id, 1, 1), plan, Five.Roster, Digest.Of("roster"u8));

    private static Lazy<HonestSum> Of(SumTerms terms) => new(() => new HonestSum(Five, SumInputs.Drawn(terms, Ring.Bits32, HonestSum.State), [4]));
}

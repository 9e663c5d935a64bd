using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>
/// Every set of members lost for good before each stage, of plans for three, four and five: while enough are left the sum is exactly that of the vectors
/// that were sent, and else there is none.
/// </summary>
public sealed class DropoutTests
{
    private static readonly int[] Sizes = [3, 4, 5];
    private static readonly Lazy<Dictionary<int, WholeAttempt>> All = new(() => Sizes.ToDictionary(members => members, Whole));

    public enum Stage
    {
        Advert,
        Dealing,
        Holding,
        Input,
        Agreement,
        Answer,
        Tags,
    }

    public static TheoryData<int> Members => [.. Sizes];

    public static TheoryData<int, Stage> Cases
    {
        get
        {
            TheoryData<int, Stage> cases = [];
            foreach (int members in Sizes)
                Array.ForEach(Enum.GetValues<Stage>(), stage => cases.Add(members, stage));
            return cases;
        }
    }

    private static Dictionary<int, WholeAttempt> Attempts => All.Value;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Attempt_WithAnyMembersLost_EndsWithTheExactSumOrNone(int members, Stage stage)
    {
        foreach (MemberSet left in MemberSet.Of(Enumerable.Range(0, members)).Subsets)
        {
            Exception? ended = Record.Exception(() => GoOn(Attempts[members], stage, [.. left.Places]));
            if (left.Count >= Fewest(new Thresholds(members, 2), stage))
                Assert.Null(ended);
            else
                Assert.True(ended is InvalidOperationException or RefusedException { Refusal.Code: RefusalCode.TooFewSignatures }, $"{left}: {ended}");
        }
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void ListThatTooFewAgreedTo_WhenMembersComeBack_IsClosedByCertificate(int members)
    {
        Drill drill = Attempts[members].Drill;
        ClosingStage closing = Attempts[members].Agreements.Abandon();
        for (int place = 0; place < members; place++)
        {
            Assert.Equal(place >= drill.Terms.Thresholds.Signing, closing.Certificate?.Closes(drill.Terms.Round, drill.Terms) is true);
            Assert.Null(closing.Take(drill.Consortium.SignedBy(drill.Id(place), new Closing(drill.Terms.Round, drill.Id(place)))));
        }

        Assert.True(closing.Certificate!.Closes(drill.Terms.Round, drill.Terms));
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void SumThatTooFewAnsweredFor_WhenMembersComeBack_IsExact(int members)
    {
        WholeAttempt attempt = Attempts[members];
        UnmaskStage stage = attempt.Agreements.Unmask();
        Agreed[] agreed = [.. attempt.Drill.Agreed.Values];
        int most = attempt.Drill.Terms.Thresholds.Sharing - 1;
        Assert.Throws<InvalidOperationException>(() => attempt.Rest.FromAgreements(stage, [.. attempt.Drill.Masked.Values], agreed[..most]));
        attempt.Rest.FromAgreements(stage, [.. attempt.Drill.Masked.Values], agreed[most..]);
    }

    /// <summary>How many must be left to go on.</summary>
    private static int Fewest(Thresholds thresholds, Stage stage) => stage switch
    {
        <= Stage.Input => thresholds.Survivors,
        Stage.Agreement => thresholds.Signing,
        Stage.Answer => thresholds.Sharing,
        _ => 0,
    };

    private static void GoOn(WholeAttempt attempt, Stage stage, int[] left)
    {
        (Drill drill, HonestRest rest) = (attempt.Drill, attempt.Rest);
        Masked[] all = [.. drill.Masked.Values];
        switch (stage)
        {
            case Stage.Advert:
                rest.FromAdverts(attempt.AdvertsOf(left).Close(), left.Select(drill.Id));
                break;
            case Stage.Dealing:
                rest.FromAdverts(attempt.Adverts.Close(), left.Select(drill.Id));
                break;
            case Stage.Holding:
                rest.FromDeals(attempt.Deals.Close(), At(drill.Dealt, left));
                break;
            case Stage.Input:
                rest.FromHoldings(attempt.Holdings.Request(Drill.State, drill.Ask).OrThrow(), At(drill.Held, left));
                break;
            case Stage.Agreement:
                rest.FromInputs(attempt.Inputs.Close(), all, At(drill.Masked, left));
                break;
            case Stage.Answer:
                rest.FromAgreements(attempt.Agreements.Unmask(), all, At(drill.Agreed, left));
                break;
            default:
                rest.FromTags(attempt.TagsOf(left), At(drill.Checked, left));
                break;
        }
    }

    private static WholeAttempt Whole(int members)
    {
        Consortium consortium = new(members);
        return new WholeAttempt(consortium, consortium.Terms());
    }

    private static T[] At<T>(SortedDictionary<MemberId, T> states, int[] places) => [.. places.Select(place => states.ElementAt(place).Value)];
}

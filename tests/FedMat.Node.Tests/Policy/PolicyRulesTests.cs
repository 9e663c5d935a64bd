using FedMat.Protocol;
using FedMat.Storage.Agreements;

namespace FedMat.Node.Tests;

/// <summary>Each rule of a policy: what it allows, what breaks it, and the edge between.</summary>
public sealed class PolicyRulesTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly NodePolicy Open = NodePolicy.BuiltIn with { Otherwise = PolicyAnswer.Allow, MinimumCell = 1, MinimumKnownMembers = 1 };
    private readonly TestConsortium consortium = new(others: 4);

    public void Dispose() => consortium.Dispose();

    [Theory]
    [InlineData("band_gap_eV", PolicyAnswer.Allow)]
    [InlineData("hardness_GPa", PolicyAnswer.Refuse)]
    public void Properties_OfAnotherTarget_Refuse(string allowed, PolicyAnswer answer) => Is(answer, "properties", Open with { Properties = [allowed] });

    [Fact]
    public void Properties_OfNone_RefuseEverything() => Is(PolicyAnswer.Refuse, "properties", Open with { Properties = [] });

    [Theory]
    [InlineData("neural", PolicyAnswer.Allow)]
    [InlineData("ridge", PolicyAnswer.Refuse)]
    public void Learners_OfAnotherName_Refuse(string allowed, PolicyAnswer answer) => Is(answer, "learners", Open with { Learners = [allowed] });

    [Theory]
    [InlineData(2, PolicyAnswer.Allow)]
    [InlineData(3, PolicyAnswer.Refuse)]
    public void MinimumMembers_AboveThePlans_Refuse(int demanded, PolicyAnswer answer) => Is(answer, "minimumMembers", Open with { MinimumMembers = demanded });

    [Theory]
    [InlineData(2, PolicyAnswer.Allow)]
    [InlineData(3, PolicyAnswer.Refuse)]
    public void MinimumCell_AboveThePlans_Refuses(int demanded, PolicyAnswer answer) =>
        Is(answer, "minimumCell", Open with { MinimumCell = demanded }, consortium.Plan() with { MinimumCell = 2 });

    [Theory]
    [InlineData(4, PolicyAnswer.Allow)]
    [InlineData(5, PolicyAnswer.Refuse)]
    public void MinimumKnownMembers_WithEverybodyKnown_CountsTheShortestSum(int demanded, PolicyAnswer answer)
    {
        // Of five members a sum covers at least four.
        Is(answer, "minimumKnownMembers", Open with { MinimumKnownMembers = demanded }, known: 4);
    }

    [Theory]
    [InlineData(3, PolicyAnswer.Allow)]
    [InlineData(2, PolicyAnswer.Refuse)]
    public void MinimumKnownMembers_WithStrangers_TakesThemForTheFirstInEverySum(int confirmed, PolicyAnswer answer) =>
        Is(answer, "minimumKnownMembers", Open with { MinimumKnownMembers = 3 }, known: confirmed);

    [Fact]
    public void MinimumKnownMembers_OnTheListToAsk_StillRefuses() =>
        Is(PolicyAnswer.Refuse, "minimumKnownMembers", Open with { MinimumKnownMembers = 3, AskWhen = PolicyKey.Askable.ToHashSet() });

    [Theory]
    [InlineData("East", PolicyAnswer.Allow)]
    [InlineData("eAST", PolicyAnswer.Allow)]
    [InlineData("South", PolicyAnswer.Refuse)]
    [InlineData("Nobody", PolicyAnswer.Refuse)]
    public void With_AMemberThatIsNotKnownOrNotThere_Refuses(string name, PolicyAnswer answer) => Is(answer, "with", Open with { With = [name] }, known: 1);

    [Fact]
    public void NamesNotIn_ARoster_AreThoseOfNoMember() => Assert.Equal(
        ["Nobody", "Nowhere"], (Open with { With = ["east", "Nobody"], NeverWith = ["Nowhere", "SOUTH"] }).NamesNotIn(consortium.Roster(1).Content));

    [Theory]
    [InlineData("Nobody", PolicyAnswer.Allow)]
    [InlineData("South", PolicyAnswer.Refuse)]
    [InlineData("sOUTH", PolicyAnswer.Refuse)]
    public void NeverWith_AMemberOfThePlan_Refuses(string name, PolicyAnswer answer) => Is(answer, "neverWith", Open with { NeverWith = [name] });

    [Theory]
    [InlineData(5, PolicyAnswer.Allow)]
    [InlineData(4, PolicyAnswer.Refuse)]
    public void MaximumRounds_BelowThePlans_Refuses(int allowed, PolicyAnswer answer) => Is(answer, "maximumRounds", Open with { MaximumRounds = allowed });

    [Theory]
    [InlineData(1, PolicyAnswer.Allow)]
    [InlineData(0, PolicyAnswer.Ask)]
    public void Expires_FromItsMomentOn_Asks(int ticksLeft, PolicyAnswer answer) => Is(answer, "expires", Open with { Expires = Now.AddTicks(ticksLeft) });

    [Theory]
    [InlineData(PolicyAnswer.Allow)]
    [InlineData(PolicyAnswer.Ask)]
    [InlineData(PolicyAnswer.Refuse)]
    public void Otherwise_OfAPlanThatBreaksNothing_Decides(PolicyAnswer answer) => Is(answer, "otherwise", Open with { Otherwise = answer });

    [Theory]
    [MemberData(nameof(Askable))]
    public void AskWhen_ABrokenRule_Asks(string rule)
    {
        NodePolicy strict = Open with
        {
            Properties = [], Learners = [], MinimumMembers = 9, MinimumCell = 9, With = ["Nobody"], NeverWith = ["East"], MaximumRounds = 1, AskWhen = new HashSet<string> { rule },
        };

        Assert.Equal(PolicyAnswer.Ask, Judge(strict).Verdicts.Single(verdict => verdict.Rule == rule).Answer);
    }

    [Fact]
    public void Judge_OfSeveralAnswers_TheStrictestDecides()
    {
        NodePolicy policy = Open with { MaximumRounds = 1, Learners = ["ridge"], AskWhen = new HashSet<string> { "learners" } };

        PolicyJudgement judgement = Judge(policy);

        Assert.Equal(("maximumRounds", PolicyAnswer.Refuse), (judgement.Deciding.Rule, judgement.Answer));
        Assert.Equal(PolicyAnswer.Ask, judgement.Verdicts.Single(verdict => verdict.Rule == "learners").Answer);
        Assert.Equal(RefusalCode.PolicyRefuses, judgement.ToRefusal()!.Code);
    }

    [Fact]
    public void Judge_WhereEveryRuleAllows_OtherwiseDecides() => Assert.Equal("otherwise", Judge(Open).Deciding.Rule);

    [Fact]
    public void BuiltIn_OfASoundPlanAmongKnownMembers_Asks() =>
        Assert.Equal(PolicyAnswer.Ask, Judge(NodePolicy.BuiltIn, consortium.Plan() with { MinimumCell = 3 }, known: 4).Answer);

    /// <summary>The administrator enrols nine puppets, so that a sum of ten would tell this node's part.</summary>
    [Fact]
    public void Judge_NinePuppetsOfTheAdministrator_IsRefused()
    {
        Member[] puppets = [.. Enumerable.Range(0, 9).Select(i => consortium.Others[0] with { Id = MemberId.Create(), Name = $"puppet {i}" })];
        Roster roster = consortium.Roster(1).Content;
        roster = roster with { Members = [.. roster.Members, .. puppets] };
        Plan plan = consortium.Plan() with { Members = [consortium.Self.Id, .. puppets.Select(puppet => puppet.Id)], MinimumCell = 3 };
        KnownMembers known = new(roster, consortium.Self, [], [], vouchesNeeded: 2);

        PolicyJudgement judgement = PolicyRules.Judge(NodePolicy.BuiltIn with { Otherwise = PolicyAnswer.Allow }, new PolicyCase(plan, roster, known, Now));

        Assert.Equal((PolicyAnswer.Refuse, "minimumKnownMembers"), (judgement.Answer, judgement.Deciding.Rule));
        Assert.Equal(RefusalCode.MembersUnknown, judgement.ToRefusal()!.Code);
    }

    public static TheoryData<string> Askable() => [.. PolicyKey.Askable];

    private void Is(PolicyAnswer answer, string rule, NodePolicy policy, Plan? plan = null, int known = 0)
    {
        PolicyJudgement judgement = Judge(policy, plan, known);
        Assert.Equal(answer, judgement.Verdicts.Single(verdict => verdict.Rule == rule).Answer);
        Assert.Equal(answer, judgement.Answer);
    }

    private PolicyJudgement Judge(NodePolicy policy, Plan? plan = null, int known = 0)
    {
        IEnumerable<Confirmation> confirmed = consortium.Others.Take(known).Select(other => new Confirmation(other.Id, other.Key, "compared", Now));
        KnownMembers members = new(consortium.Roster(1).Content, consortium.Self, confirmed, [], policy.VouchesNeeded);
        return PolicyRules.Judge(policy, new PolicyCase(plan ?? consortium.Plan(), consortium.Roster(1).Content, members, Now));
    }
}

namespace FedMat.Protocol.Tests;

public sealed class PlanTests
{
    public static TheoryData<string, Plan> Broken()
    {
        Plan plan = Examples.Plan();
        return new TheoryData<string, Plan>
        {
            { "format", plan with { Format = 1 } },
            { "release.licence", plan with { Release = plan.Release with { Licence = " " } } },
            { "release.licence", plan with { Release = plan.Release with { Licence = new string('x', ReleaseTerms.LongestLicence + 1) } } },
            { "release.users", plan with { Release = plan.Release with { Users = "" } } },
            { "name", plan with { Name = " " } },
            { "members", plan with { Members = plan.Members.Take(2).ToList() } },
            { "members", plan with { Members = [.. plan.Members, plan.Members[0]] } },
            { "minimumMembers", plan with { MinimumMembers = 1 } },
            { "minimumMembers", plan with { MinimumMembers = 4 } },
            { "rounds", plan with { Rounds = 0 } },
            { "seed", plan with { Seed = -1 } },
            { "holdOutFraction", plan with { HoldOutFraction = 0 } },
            { "holdOutFraction", plan with { HoldOutFraction = double.NaN } },
            { "minimumRows", plan with { MinimumRows = 1 } },
            { "minimumCell", plan with { MinimumCell = 0 } },
            { "minimumCell", plan with { MinimumCell = 3 } },
            { "maximumWeight", plan with { MaximumWeight = 0 } },
            { "contribute.quorum", plan with { Contribute = plan.Contribute with { Quorum = 2 } } },
            { "contribute.quorum", plan with { Contribute = plan.Contribute with { Quorum = 4 } } },
            { "contribute.deadlineSeconds", plan with { Contribute = plan.Contribute with { DeadlineSeconds = 0 } } },
            { "contribute.graceSeconds", plan with { Contribute = plan.Contribute with { GraceSeconds = -1 } } },
            { "contribute.attempts", plan with { Contribute = plan.Contribute with { Attempts = 0 } } },
        };
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void Validate_BrokenRule_NamesTheKey(string key, Plan plan) =>
        Assert.Contains($"'{key}'", Assert.Throws<FormatException>(plan.Validate).Message);

    [Fact]
    public void Validate_MoreHonestMembersThanThereCanBe_SaysHowManyThereCanBe()
    {
        Plan plan = Examples.Plan(members: 4) with { MinimumMembers = 4 };
        Assert.Contains("from 2 to 3", Assert.Throws<FormatException>(plan.Validate).Message);
    }

    [Theory]
    [InlineData(5, 2, 4)]
    [InlineData(5, 4, 5)]
    [InlineData(10, 2, 7)]
    [InlineData(10, 6, 9)]
    public void Validate_QuorumBelowTheShortestSurvivorList_IsRefused(int members, int minimum, int survivors)
    {
        Plan plan = Examples.Plan(members) with { MinimumMembers = minimum };
        Plan good = plan with { Contribute = plan.Contribute with { Quorum = survivors } };
        Plan bad = plan with { Contribute = plan.Contribute with { Quorum = survivors - 1 } };
        good.Validate();
        Assert.Contains($"'contribute.quorum' is from {survivors} to {members}", Assert.Throws<FormatException>(bad.Validate).Message);
    }

    [Fact]
    public void Validate_GoodPlan_Passes() => Examples.Plan().Validate();
}

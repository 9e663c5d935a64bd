namespace FedMat.Protocol.Tests;

public sealed class PlanTests
{
    public static TheoryData<string, Plan> Broken()
    {
        Plan plan = Examples.Plan();
        return new TheoryData<string, Plan>
        {
            { "format", plan with { Format = 2 } },
            { "name", plan with { Name = " " } },
            { "members", plan with { Members = plan.Members.Take(2).ToList() } },
            { "members", plan with { Members = [.. plan.Members, plan.Members[0]] } },
            { "rounds", plan with { Rounds = 0 } },
            { "seed", plan with { Seed = -1 } },
            { "holdOutFraction", plan with { HoldOutFraction = 0 } },
            { "holdOutFraction", plan with { HoldOutFraction = double.NaN } },
            { "minimumRows", plan with { MinimumRows = 1 } },
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
    public void Validate_GoodPlan_Passes() => Examples.Plan().Validate();
}

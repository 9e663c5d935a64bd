using Xunit.Abstractions;

namespace FedMat.Aggregation.Tests;

public sealed class WeakRuleTests(ITestOutputHelper output)
{
    private static readonly ExploredSetup First = FourMembers.Setup(FourMembers.Neural);
    private static readonly ExploredSetup Second = FourMembers.Setup(FourMembers.Neural, attempt: 2);

    public static TheoryData<string> Names => [.. WeakRules.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Exploration_OfAWeakenedRule_FindsTheHarm(string weakness)
    {
        JointExploration explored = FourMembers.Two(WeakRules.Of(weakness), First, Second, "1234", "134").Run();
        output.WriteLine(explored.ToString());
        Assert.NotNull(explored.Violation);
    }
}

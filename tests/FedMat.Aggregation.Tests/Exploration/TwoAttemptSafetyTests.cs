using Xunit.Abstractions;

namespace FedMat.Aggregation.Tests;

/// <summary>What <see cref="SafetyTests"/> explores of two attempts.</summary>
public sealed class TwoAttemptSafetyTests(ITestOutputHelper output)
{
    private static readonly ExploredSetup Neural = FourMembers.Setup(FourMembers.Neural);
    private static readonly ExploredSetup Again = FourMembers.Setup(FourMembers.Neural, attempt: 2);
    private static readonly ExploredSetup Moments = FourMembers.Setup(FourMembers.Moments);
    private static readonly ExploredSetup Bins = FourMembers.Setup(FourMembers.Bins, "another");
    private static readonly ExploredSetup Changed = FourMembers.Setup(FourMembers.Moments, "another", changed: 2);

    [Fact]
    public void Nodes_InTwoAttempts_OpenOneSum() => Hold(FourMembers.Two(NodeRules.Real, Neural, Again));

    [Fact]
    public void Nodes_AskedForExactSumsByTwoStudies_OpenOneSum() =>
        Hold(FourMembers.Two(NodeRules.Real, Moments, Bins, "1234", "124", "134"));

    [Fact]
    public void Nodes_OfWhomOneChangedItsRows_OpenOneExactSum() =>
        Hold(FourMembers.Two(NodeRules.Real, Moments, Changed, "1234", "124", "134"));

    [Fact]
    public void Nodes_ThatConvictedTheCorruptMember_OpenOneSum() =>
        Hold(FourMembers.Two(NodeRules.Real, Neural, Again, [new Step(StepKind.Convict, 0)], "123", "134"));

    private void Hold(JointExploration exploration)
    {
        JointExploration explored = exploration.Run();
        output.WriteLine(explored.ToString());
        FourMembers.Holds(explored, opened: 2);
    }
}

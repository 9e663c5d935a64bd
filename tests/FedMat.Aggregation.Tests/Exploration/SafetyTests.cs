using Xunit.Abstractions;

namespace FedMat.Aggregation.Tests;

/// <summary>
/// What four members, one of them corrupt, and a coordinator that lies can be brought to, by trying everything. Three nodes are the
/// product's own half under real keys; the fourth member and the coordinator sign and show whatever the honest signatures at hand allow.
/// Tried in one attempt: every set of members, legal or not, as U1, U2 and U3, two vectors of the corrupt member, every set of agreements
/// under a list, closes, certificates, in every order and to each node something else. In two attempts over the same vectors: the same
/// from U3 on, over U1 and U2 of everybody; that a node can stay silent before makes no difference, since nobody needs to use what it
/// said. More attempts bring nothing new: what is promised is promised of any two sums. Every step is taken by a node that was started
/// again from what it stored. Not tried: envelopes that do not open (BlameTests), forged and garbled messages (the tests of each stage),
/// two questions in one attempt, restored databases, consents.
/// </summary>
public sealed class SafetyTests(ITestOutputHelper output)
{
    private static readonly JointExploration Explored = Explore();

    [Fact]
    public void Nodes_InOneAttempt_OpenOneSum()
    {
        output.WriteLine(Explored.ToString());
        FourMembers.Holds(Explored, opened: 1);
    }

    [Fact]
    public void Nodes_InOneAttempt_TakeLegalStepsOnly() => Assert.All(Explored.Taken, taken =>
    {
        (int node, Step step) = taken;
        bool dealt = step.U1.Contains(node) && step.U1.Count >= 3;
        bool masked = step.U2.Contains(node) && step.U2.Count >= 3 && step.U1.Covers(step.U2);
        bool agreed = step.U3.Contains(node) && step.U3.Count >= 3 && step.U2.Covers(step.U3);
        Assert.True(step.Kind is StepKind.Close or StepKind.Certificate || dealt, $"{step}");
        Assert.True(step.Kind is not (StepKind.Mask or StepKind.Agree) || masked, $"{step}");
        Assert.True(step.Kind is not StepKind.Agree || agreed, $"{step}");
        Assert.True(step.Kind is not (StepKind.Unmask or StepKind.Certificate) || step.Signers.Count >= 3, $"{step}");
        Assert.True(step.Kind is not StepKind.Unmask || step.U3.Covers(step.Signers), $"{step}");
    });

    private static JointExploration Explore()
    {
        ExploredSetup setup = FourMembers.Setup(FourMembers.Neural);
        return new JointExploration([setup], [], Alphabet.Of(setup, 0), NodeRules.Real).Run();
    }
}

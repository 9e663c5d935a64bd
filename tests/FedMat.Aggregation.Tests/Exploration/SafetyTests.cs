using FedMat.Crypto;
using FedMat.Protocol;
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
    private const int Corrupt = 3;
    private static readonly Parties Four = new(4);
    private static readonly MemberSet All = MemberSet.Parse("1234");
    private static readonly Digest State = Digest.Of("state"u8);
    private static readonly RoundSpec Neural = new("fit", Ring.Bits32, new Block("w", 2, BlockKind.Weighted, 1, 20));
    private static readonly RoundSpec Moments = new("moments", Ring.Bits64, Block.Whole("n", 1, 20));
    private static readonly RoundSpec Bins = new("bins", Ring.Bits64, Block.Whole("n", 2, 20));

    private static readonly Dictionary<string, NodeRules> Weak = new()
    {
        ["shares for one signature too few"] = new() { Request = Completed },
        ["no ledger"] = new() { Ledger = _ => new SumLedger([]) },
        ["a certificate of one signature too few"] = new() { Certificate = Completed },
        ["promises forgotten"] = new() { Remembered = _ => AttemptPromises.None },
        ["shares of a closed attempt"] = new() { Remembered = promises => promises with { Closed = false } },
        ["a close after shares were opened"] = new() { RememberedAtClosing = promises => promises with { Unmasked = null } },
    };

    public static TheoryData<string> Weaknesses => [.. Weak.Keys];

    [Fact]
    public void Nodes_InOneAttempt_OpenOneSum() => Hold(One(), opened: 1);

    [Fact]
    public void Nodes_InOneAttempt_TakeLegalStepsOnly() => Assert.All(One().Taken, taken =>
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

    [Fact]
    public void Nodes_InTwoAttempts_OpenOneSum() => Hold(Two(NodeRules.Real, Setup(Neural), Setup(Neural, attempt: 2)).Run(), opened: 2);

    [Fact]
    public void Nodes_AskedForExactSumsByTwoStudies_OpenOneSum() =>
        Hold(Two(NodeRules.Real, Setup(Moments), Setup(Bins, "another"), "1234", "124", "134").Run(), opened: 2);

    [Fact]
    public void Nodes_OfWhomOneChangedItsRows_OpenOneExactSum() =>
        Hold(Two(NodeRules.Real, Setup(Moments), Setup(Moments, "another", changed: 2), "1234", "124", "134").Run(), opened: 2);

    [Fact]
    public void Nodes_ThatConvictedTheCorruptMember_OpenOneSum()
    {
        (ExploredSetup first, ExploredSetup second) = (Setup(Neural), Setup(Neural, attempt: 2));
        Hold(Two(NodeRules.Real, first, second, [new Step(StepKind.Convict, 0)], "123", "134").Run(), opened: 2);
    }

    [Theory]
    [MemberData(nameof(Weaknesses))]
    public void Exploration_OfAWeakenedRule_FindsTheHarm(string weakness)
    {
        JointExploration explored = Two(Weak[weakness], Setup(Neural), Setup(Neural, attempt: 2), "1234", "134").Run();
        output.WriteLine(explored.ToString());
        Assert.NotNull(explored.Violation);
    }

    private static ExploredSetup Setup(RoundSpec ask, string study = "test", int attempt = 1, int changed = 1) =>
        new(Four, Four.Terms(Four.PlanOver(All, 2, study), 1, attempt), State, ask, Corrupt, [changed, 1, 1, 1]);

    private static JointExploration One()
    {
        ExploredSetup setup = Setup(Neural);
        return new JointExploration([setup], [], Alphabet.Of(setup, 0), NodeRules.Real).Run();
    }

    private static JointExploration Two(NodeRules rules, ExploredSetup first, ExploredSetup second, params string[] lists) =>
        Two(rules, first, second, [], lists);

    private static JointExploration Two(
        NodeRules rules, ExploredSetup first, ExploredSetup second, IReadOnlyList<Step> before, params string[] lists) => new(
        [first, second], [.. Alphabet.Earlier(first, 0), .. Alphabet.Earlier(second, 1), .. before],
        [.. Alphabet.Later(first, 0, lists), .. Alphabet.Later(second, 1, lists)], rules);

    private static UnmaskRequest Completed(ExploredSetup setup, UnmaskRequest request) =>
        request.Agreements.Count == setup.Terms.Thresholds.Signing - 1
            ? request with
            {
                Agreements = [.. request.Survivors.Content.Inputs.Select(input =>
                    setup.ForgedAgreement(Array.IndexOf([.. setup.Members.Places.Select(Parties.IdOf)], input.Content.Member), request))],
            }
            : request;

    private static CloseCertificate Completed(ExploredSetup setup, CloseCertificate certificate) =>
        certificate.Closings.Count == setup.Terms.Thresholds.Signing - 1
            ? new CloseCertificate([.. setup.Members.Places.Select(setup.Closing)])
            : certificate;

    private void Hold(JointExploration explored, int opened)
    {
        output.WriteLine(explored.ToString());
        Assert.True(explored.Violation is null, explored.ToString());
        Assert.Equal(opened, explored.Opened.Select(sum => sum.Attempt).Distinct().Count());
    }
}

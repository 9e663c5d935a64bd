using FedMat.Crypto;
using FedMat.Learning;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Cli.Tests;

/// <summary>A drafted plan: who is in it, and what it keeps to.</summary>
public sealed class PlanDraftTests
{
    private const string Contract =
        """
        { "format": 2, "name": "gaps", "inputs": [ { "name": "composition", "kind": "composition" } ],
          "target": { "name": "band_gap_eV", "unit": "eV", "minimum": 0, "maximum": 14 }, "descriptors": "fractions/1" }
        """;

    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private readonly Roster roster = RosterOf("a", "b", "c", "gone");

    [Fact]
    public void For_NobodyNamed_TakesEveryActiveNode()
    {
        Plan plan = Draft().For(roster, roster.Members[0].Id, Now);
        Assert.Equal(["a", "b", "c"], plan.Members.Select(id => roster.Find(id)!.Name));
        Assert.Equal(plan.Thresholds.Survivors, plan.Contribute.Quorum);
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("""{"name":"ridge"}""")]
    public void For_ALearnerByNameOrSettings_IsOneThatNodesKnow(string learner) =>
        Learners.For((Draft() with { Learner = learner }).For(roster, roster.Members[0].Id, Now));

    [Theory]
    [InlineData("stranger")]
    [InlineData("gone")]
    [InlineData("administrator")]
    public void For_AMemberThatIsNoActiveNode_NamesThoseThatAre(string name)
    {
        PlanDraft draft = Draft() with { Members = ["a", "b", name] };
        Assert.Contains("a, b, c", Assert.Throws<InputException>(() => draft.For(roster, roster.Members[0].Id, Now)).Message);
    }

    [Fact]
    public void For_TwoMembers_SaysWhyThatIsTooFew()
    {
        PlanDraft draft = Draft() with { Members = ["a", "b"] };
        Assert.Contains("'members'", Assert.Throws<FormatException>(() => draft.For(roster, roster.Members[0].Id, Now)).Message);
    }

    [Fact]
    public void For_WithoutASeed_DrawsAnother()
    {
        PlanDraft draft = Draft() with { Seed = null };
        Assert.NotEqual(draft.For(roster, roster.Members[0].Id, Now).Id, draft.For(roster, roster.Members[0].Id, Now).Id);
    }

    private static PlanDraft Draft() => new(
        DataContract.Parse(Contract, "contract"), [], "auto", "to know them", new ReleaseTerms("CC BY 4.0", "the members", Now.AddYears(1)),
        Rounds: 10, MinimumCell: 3, MinimumMembers: 2, Seed: 1);

    private static Roster RosterOf(params string[] names)
    {
        using SigningKey root = SigningKey.Create();
        Member administrator = Entry("administrator", MemberRole.Administrator);
        Member[] nodes = [.. names.Select(name => Entry(name, MemberRole.Node))];
        nodes[^1] = nodes[^1] with { Revoked = Now.AddDays(-1) };
        return new Roster(Roster.CurrentFormat, 1, root.Public, new CoordinatorEntry(root.Public, default), [administrator, .. nodes]);
    }

    private static Member Entry(string name, MemberRole role)
    {
        using SigningKey key = SigningKey.Create();
        return new Member(MemberId.Create(), name, role, key.Public, default, Now.AddYears(1));
    }
}

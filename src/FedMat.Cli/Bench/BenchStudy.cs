using System.Globalization;
using FedMat.Cli.Local;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Cli.Bench;

/// <summary>The study that a bench runs: each member's table holds its index and nothing else that matters.</summary>
internal static class BenchStudy
{
    /// <summary>Each sum covers so many honest members.</summary>
    public const int MinimumMembers = 2;

    private static readonly StageLimits Limits = new(Quorum: 0, DeadlineSeconds: 600, GraceSeconds: 60, Attempts: 3);

    /// <summary>What the columns of <see cref="Table"/> mean.</summary>
    public static DataContract Contract { get; } = DataContract.Parse(
        """
        {"format":1,"name":"bench","inputs":[{"name":"index","kind":"number"}],"target":{"name":"nothing_ratio","unit":"1","minimum":0,"maximum":1},"descriptors":"elemental/1"}
        """,
        "the bench's contract");

    /// <summary>A member's name, from its index on.</summary>
    public static string NameOf(int index) => $"node-{index.ToString("0000", CultureInfo.InvariantCulture)}";

    /// <summary>A member's rows as CSV: as few as a plan allows.</summary>
    public static string Table(int index) => string.Create(CultureInfo.InvariantCulture, $"index,nothing_ratio\n{index},0\n{index},1\n");

    /// <summary>The plan over all nodes of a consortium.</summary>
    public static Plan Plan(LocalConsortium consortium, int length, int rounds) => Plan(
        consortium.Roster.Content.Consortium, consortium.Administrator.Id, [.. consortium.Nodes.Select(node => node.Id)], length, rounds);

    /// <param name="consortium">Whose members take part.</param>
    /// <param name="proposer">Its administrator.</param>
    /// <param name="members">Who takes part.</param>
    /// <param name="length">Slots of each vector.</param>
    /// <param name="rounds">Sums.</param>
    public static Plan Plan(ConsortiumId consortium, MemberId proposer, IReadOnlyList<MemberId> members, int length, int rounds)
    {
        Plan plan = new(
            Protocol.Plan.CurrentFormat,
            Name: "bench",
            Purpose: "Measures sums; nothing is learned.",
            consortium,
            proposer,
            members,
            MinimumMembers,
            JsonText.Parse(Contract.ToJson()),
            JsonText.Parse(string.Create(CultureInfo.InvariantCulture, $$"""{"name":"{{BenchLearner.Name}}","length":{{length}}}""")),
            rounds,
            Seed: 0,
            HoldOutFraction: 0.5,
            MinimumRows: 2,
            MinimumCell: 1,
            MaximumWeight: 1,
            Limits with { Quorum = members.Count },
            ReleaseTerms.Unpublished);
        plan.Validate();
        return plan;
    }
}

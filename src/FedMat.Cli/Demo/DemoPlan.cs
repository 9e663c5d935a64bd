using FedMat.Learning;
using FedMat.Protocol;

namespace FedMat.Cli.Demo;

/// <summary>The plan of a demo's study.</summary>
internal static class DemoPlan
{
    public const int MinimumMembers = 2;

    /// <summary>What a node demands where its steward wrote no policy.</summary>
    private const int MinimumCell = 3;

    /// <summary>A member that was lost has a quarter of an hour in all to come back.</summary>
    private static readonly StageLimits Limits = new(Quorum: 0, DeadlineSeconds: 300, GraceSeconds: 30, Attempts: 3);

    /// <summary>Where a member is lost on purpose, rounds do not wait for it for long.</summary>
    private const int GraceAfterLoss = 5;

    private static readonly TimeSpan ReleaseLasts = TimeSpan.FromDays(365);

    public static Plan Create(Roster roster, DemoData data, DemoOptions options)
    {
        MemberId[] members = [.. roster.Members.Where(member => member.Role == MemberRole.Node).Select(node => node.Id)];
        Plan plan = new(
            Plan.CurrentFormat,
            Name: data.Contract.Name,
            Purpose: $"Predict {data.Contract.Target.Name} from {string.Join(", ", data.Contract.Inputs.Select(input => input.Name))}.",
            roster.Consortium,
            roster.Members.First(member => member.Role == MemberRole.Administrator).Id,
            members,
            MinimumMembers,
            JsonText.Parse(data.Contract.ToJson()),
            NeuralSettings.FewRounds.ToJson(),
            options.Rounds,
            options.Seed,
            HoldOutFraction: 0.1,
            MinimumRows: DemoData.FewestRows,
            MinimumCell,
            MaximumWeight: Math.Max(1, data.Members.Max(member => member.Train.Rows)),
            LimitsFor(members.Length, options),
            new ReleaseTerms("CC BY 4.0", "whoever runs this demo", TimeProvider.System.GetUtcNow() + ReleaseLasts));
        plan.Validate();
        return plan;
    }

    private static StageLimits LimitsFor(int members, DemoOptions options) => options.Lose is null
        ? Limits with { Quorum = members }
        : Limits with { Quorum = new Thresholds(members, MinimumMembers).Survivors, GraceSeconds = GraceAfterLoss };
}

using FedMat.Materials;
using FedMat.Node;
using FedMat.Protocol;
using FedMat.Storage.Agreements;

namespace FedMat.Cli.Consent;

/// <summary>A study as it is put before a person.</summary>
/// <param name="Request">The plan, and what was answered.</param>
/// <param name="State">How it stands.</param>
/// <param name="Judgement">What the policy says.</param>
/// <param name="Roster">The newest that is known here.</param>
/// <param name="Known">Who is known here.</param>
/// <param name="Contract">The plan's; null where it cannot be read.</param>
/// <param name="Sums">What would leave.</param>
/// <param name="Site">What stands in the rows; null where they cannot be read.</param>
/// <param name="WhyUnread">Why they cannot.</param>
/// <param name="WouldEnd">When a consent that is given at this moment ends.</param>
internal sealed record ConsentCase(
    StudyRequest Request, StudyState State, PolicyJudgement Judgement, Roster Roster, KnownMembers Known, DataContract? Contract,
    IReadOnlyList<SumOutlook> Sums, SiteReadiness? Site, string? WhyUnread, DateTimeOffset WouldEnd)
{
    public static async Task<ConsentCase> OfAsync(
        NodeOptions options, StewardDesk desk, StudyRequest request, TimeProvider time, CancellationToken cancellation)
    {
        Plan plan = request.Plan.Content;
        DateTimeOffset now = time.GetUtcNow();
        (SiteReadiness? site, string? whyNot) = await ReadAsync(options, plan, cancellation).ConfigureAwait(false);
        return new ConsentCase(
            request, request.State(now, desk.Self.Key), await desk.JudgeAsync(plan, cancellation).ConfigureAwait(false), desk.Roster,
            await desk.KnownAsync(cancellation).ConfigureAwait(false), ContractOf(plan), site?.Study?.Sums ?? SumsOf(plan), site, whyNot,
            now + TimeSpan.FromDays(desk.Policy.ConsentDays));
    }

    private static async Task<(SiteReadiness? Site, string? WhyNot)> ReadAsync(NodeOptions options, Plan plan, CancellationToken cancellation)
    {
        try
        {
            return (await SiteCheck.RunAsync(options, plan, _ => { }, cancellation).ConfigureAwait(false), null);
        }
        catch (InputException error)
        {
            return (null, error.Problem);
        }
        catch (RefusedException error)
        {
            return (null, error.Refusal.Detail);
        }
    }

    private static DataContract? ContractOf(Plan plan)
    {
        try
        {
            return DataContract.Parse(plan.Contract.Text, "the plan");
        }
        catch (InputException)
        {
            return null;
        }
    }

    private static IReadOnlyList<SumOutlook> SumsOf(Plan plan)
    {
        try
        {
            return StudyPreview.Sums(plan);
        }
        catch (RefusedException)
        {
            return [];
        }
    }
}

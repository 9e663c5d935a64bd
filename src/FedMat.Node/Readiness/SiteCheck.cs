using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Node;

/// <summary>Says what a study would use of this site's rows, and what would leave it. Nothing is changed, and no key is needed.</summary>
public static class SiteCheck
{
    private const int RowsBetweenReports = 100_000;

    /// <param name="options">The node's settings.</param>
    /// <param name="plan">Of the study; null for what holds in any.</param>
    /// <param name="progress">Told now and then how many rows were looked at.</param>
    /// <param name="cancellation">Heeded between two rows.</param>
    /// <exception cref="InputException">The rows do not fit the contract, or there are none.</exception>
    /// <exception cref="RefusedException">FM504, FM508: a file or the records cannot be read.</exception>
    public static async Task<SiteReadiness> RunAsync(NodeOptions options, Plan? plan, Action<int> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        DataContract contract = options.ReadContract();
        SiteSamples samples = new(options, contract);
        ReadinessCheck check = new(contract, plan?.MinimumCell, plan is null ? null : new PlanHoldOut(plan, contract));
        int rows = 0;
        await samples.ReadAsync(
            (sample, whyNot) =>
            {
                check.Add(sample, whyNot);
                if (++rows % RowsBetweenReports == 0)
                    progress(rows);
            },
            cancellation).ConfigureAwait(false);
        ReadinessReport report = check.Finish(samples.Record);
        StudyOutlook? outlook = plan is null ? null : StudyCheck.Of(plan, options, contract, report);
        return new SiteReadiness(Finding.Judge(report.Findings.Concat(outlook?.Findings ?? [])), report, outlook);
    }
}

using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Node;

/// <summary>Holds this site's rows against a plan, as the node does when it is shown one.</summary>
internal static class StudyCheck
{
    public static StudyOutlook Of(Plan plan, NodeOptions options, DataContract contract, ReadinessReport report)
    {
        List<Finding> findings = [.. Contract(plan, contract), .. Rows(plan, report.Target.Measured), .. Membership(plan, options)];
        IReadOnlyList<SumOutlook> sums = [];
        try
        {
            sums = PlannedSums.Of(plan);
        }
        catch (RefusedException error)
        {
            findings.Add(Blocker("learner", error.Refusal.Detail, "Ask the administrator for a plan with a learner that this version has."));
        }

        bool takesPart = Finding.Judge(findings.Concat(report.Findings)) != Verdict.NotReady;
        return new StudyOutlook(
            plan.Id.ToString(), plan.Name, takesPart, plan.Members.Count, plan.Thresholds.Survivors, plan.Rounds, plan.HoldOutFraction, plan.MinimumRows,
            plan.MinimumCell, sums, sums.Sum(sum => sum.Bytes * sum.Times), findings);
    }

    private static IEnumerable<Finding> Contract(Plan plan, DataContract contract)
    {
        if (!IsSame(plan, contract))
            yield return Blocker("contract", "the plan's data contract is not this node's",
                "Agree on one with the administrator, and put it into the node's 'contractFile'.");
    }

    private static bool IsSame(Plan plan, DataContract contract)
    {
        try
        {
            return DataContract.Parse(plan.Contract.Text, "the plan").Equals(contract);
        }
        catch (InputException)
        {
            return false;
        }
    }

    private static IEnumerable<Finding> Rows(Plan plan, int measured)
    {
        if (measured < plan.MinimumRows)
            yield return Blocker("rows", $"this node has {measured} rows with a measured target for a study, and the plan demands {plan.MinimumRows} ('minimumRows')",
                "Import more, or ask for a plan that takes fewer.");
        if (plan.MinimumCell > 1 && measured < 2 * plan.MinimumCell)
            yield return Blocker("rows",
                $"this node has {measured} rows with a measured target, and the plan groups them by {plan.MinimumCell} ('minimumCell'), which takes twice as many", "Import more rows.");
    }

    private static IEnumerable<Finding> Membership(Plan plan, NodeOptions options)
    {
        Roster roster;
        try
        {
            roster = Signed<Roster>.Parse(System.Text.Encoding.UTF8.GetBytes(SiteFile.ReadText(options.RosterFile, "rosterFile"))).Content;
        }
        catch (Exception error) when (error is RefusedException or FormatException)
        {
            return [new Finding(FindingLevel.Warning, "member",
                "the roster of the setting 'rosterFile' cannot be read, so that it is open whether the plan names this node",
                "Ask the administrator for the roster; the node does not start without it.")];
        }

        if (roster.Consortium != plan.Consortium)
            return [Blocker("member", "the plan is for another consortium than this node's", "Check that it is the right plan and the right configuration.")];
        return roster.Named(options.Name) is { } self && plan.Members.Contains(self.Id)
            ? []
            : [Blocker("member", $"the plan does not name '{options.Name}' as a member", "Ask the administrator for a plan with this member.")];
    }

    private static Finding Blocker(string about, string what, string next) => new(FindingLevel.Blocker, about, what, next);
}

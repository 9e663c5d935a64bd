namespace FedMat.Materials;

/// <summary>One thing that a check of the data has found.</summary>
/// <param name="Level">How much it matters.</param>
/// <param name="About">What it is about, a word that stays the same: duplicates, outliers.</param>
/// <param name="What">What was found, a sentence without a full stop.</param>
/// <param name="Next">What to do, a sentence.</param>
public sealed record Finding(FindingLevel Level, string About, string What, string Next)
{
    /// <summary>What findings mean together.</summary>
    public static Verdict Judge(IEnumerable<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        FindingLevel worst = findings.Select(finding => finding.Level).DefaultIfEmpty(FindingLevel.Note).Max();
        return worst switch
        {
            FindingLevel.Blocker => Verdict.NotReady,
            FindingLevel.Warning => Verdict.ReadyWithWarnings,
            _ => Verdict.Ready,
        };
    }
}

using FedMat.Cli.Pages;
using FedMat.Materials;
using FedMat.Node;

namespace FedMat.Cli.Readiness.Page;

/// <summary>The verdict, and what was found.</summary>
internal static class FindingsPart
{
    public static string Verdict(SiteReadiness site)
    {
        (string kind, string what) = site.Verdict switch
        {
            Materials.Verdict.Ready => ("", "A study can use these rows as they are."),
            Materials.Verdict.ReadyWithWarnings => (" warn", "A study can use these rows; the warnings say what would make its result better."),
            _ => (" bad", "No study can use these rows until what is marked below is put right."),
        };
        return $"<div class=\"verdict{kind}\"><strong>{Html.Text(Wording.Of(site.Verdict))}</strong><br>{what}</div>\n";
    }

    public static string Of(SiteReadiness site)
    {
        Finding[] findings = [.. site.Data.Findings.Concat(site.Study?.Findings ?? []).OrderByDescending(finding => finding.Level)];
        return findings.Length == 0 ? ""
            : Document.Section("Findings, and what to do", $"<ul class=\"findings\">\n{string.Concat(findings.Select(Item))}</ul>\n");
    }

    private static string Item(Finding finding)
    {
        string kind = finding.Level switch { FindingLevel.Blocker => "bad", FindingLevel.Warning => "warn", _ => "note" };
        return $"<li><span class=\"level {kind}\">{Wording.Of(finding.Level)}</span>{Html.Text(finding.What)}. <span class=\"next\">{Html.Text(finding.Next)}</span></li>\n";
    }
}

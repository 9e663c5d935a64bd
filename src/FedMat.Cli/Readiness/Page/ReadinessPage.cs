using FedMat.Cli.Pages;
using System.Text;
using FedMat.Materials;
using FedMat.Node;

namespace FedMat.Cli.Readiness.Page;

/// <summary>
/// A check's result as one page. Whatever is drawn also stands in a table.
/// </summary>
internal static class ReadinessPage
{
    public static string Of(SiteReadiness site)
    {
        ReadinessReport data = site.Data;
        StringBuilder page = new();
        page.Append($"<h1>Are the data ready for a study?</h1><p class=\"soft\">Contract '{Html.Text(data.Contract)}'. ");
        page.Append("Values of single rows stand on this page: it belongs at this site.</p>\n");
        page.Append(FindingsPart.Verdict(site)).Append(Tiles(data)).Append(FindingsPart.Of(site)).Append(Rows(data));
        page.Append(DataParts.Target(data.Target)).Append(DataParts.Elements(data)).Append(DataParts.Inputs(data));
        page.Append(RowParts.Duplicates(data)).Append(RowParts.Outliers(data)).Append(RowParts.Groups(data)).Append(Leaving(site.Study));
        return Document.Of($"Readiness: {data.Contract}", page.ToString(), "Made by <code>fedmat node check</code>, which changes nothing and sends nothing.");
    }

    private static string Tiles(ReadinessReport data)
    {
        (string Figure, string What)[] tiles =
        [
            ($"{data.Used:#,0}", $"of {Wording.Rows(data.Rows)} would be used"),
            (data.Target.Figures is { } target ? Wording.Number(target.Median) : "none", $"median {data.Target.Name}, {data.Target.Unit}"),
            .. data.Elements.Count == 0 ? Array.Empty<(string, string)>() : [($"{data.Elements.Count}", "elements")],
            ($"{data.Duplicates.Sets:#,0}", "repeated measurements"),
            .. data.Groups.Select(group => ($"{group.Groups:#,0}", $"groups of '{group.Column}'")),
        ];
        return Document.Tiles(tiles);
    }

    private static string Rows(ReadinessReport data) => data.LeftOut.Count == 0
        ? ""
        : Document.Section("Rows left out", Html.Table(
            $"{Wording.Rows(data.Rows - data.Used)} of {data.Rows:#,0} that no study uses", ["Reason", "#Rows"],
            data.LeftOut.Select(left => new[] { left.Reason, $"{left.Rows:#,0}" })));

    private static string Leaving(StudyOutlook? study)
    {
        string lines = string.Concat(Wording.Leaving(study).Select(line => $"<li>{Html.Text(line)}</li>"));
        string sums = study is null || study.Sums.Count == 0
            ? ""
            : Html.Table("Masked vectors from this site", ["Sum", "#Times", "#Numbers", "#Bits each", "#Bytes each"], study.Sums.Select(sum => new[]
            {
                sum.What, $"{sum.Times:#,0}", $"{sum.Numbers:#,0}", $"{sum.RingBits}", $"{sum.Bytes:#,0}",
            }));
        return Document.Section("What would leave the site", $"<ul class=\"plain\">{lines}</ul>\n{sums}");
    }
}

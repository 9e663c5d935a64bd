using System.Text;
using FedMat.Coordinator;
using FedMat.Node;
using FedMat.Storage;

namespace FedMat.Cli.Pages;

/// <summary>docs/configuration.md, from what the programs declare.</summary>
internal static class ConfigurationPage
{
    private const string Head =
        """
        # Configuration

        Every setting of a node and of a coordinator. This page is made from the code: `./fedmat docs configuration > docs/configuration.md`.

        A configuration file is one flat JSON object; comments (`//`, `/* */`) and a comma behind the last line are allowed. Paths in it are relative to it. A
        key that is not known, or given twice, is an error that names the line and the nearest known key.

        """;

    public static string Create()
    {
        StringBuilder page = new(Head);
        Add(page, "A node", "`./fedmat node run --config node.json`", NodeOptions.Settings);
        Add(page, "A coordinator", "`./fedmat coordinator run --config coordinator.json`", CoordinatorOptions.Settings);
        return page.ToString();
    }

    private static void Add(StringBuilder page, string title, string command, IReadOnlyList<DeclaredSetting> settings)
    {
        page.Append($"\n## {title}\n\n{command}\n\n| setting | value | if left out | meaning |\n|---|---|---|---|\n");
        foreach (DeclaredSetting setting in settings)
            page.Append($"| `{setting.Key}` | {setting.Kind} | {setting.Otherwise ?? "**must be there**"} | {setting.Meaning} |\n");
    }
}

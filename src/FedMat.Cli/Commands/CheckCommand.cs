using System.CommandLine;
using System.Globalization;
using System.Text;
using FedMat.Cli.Readiness;
using FedMat.Cli.Readiness.Page;
using FedMat.Materials;
using FedMat.Node;
using FedMat.Protocol;
using FedMat.Storage;

namespace FedMat.Cli.Commands;

/// <summary>`fedmat node check`: what a study would find in the node's rows, and what would leave the site.</summary>
internal static class CheckCommand
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static Command Create()
    {
        Option<FileInfo?> study = new("--study") { Description = "A plan: says whether this node would take part, and what of its rows would be summed." };
        Option<bool> json = new("--json") { Description = "Print one JSON document." };
        Option<FileInfo?> html = new("--html") { Description = "Also write a page with pictures, for a browser or a printer. It takes the place of an earlier one." };
        Command command = new("check", "Say whether the node's rows are ready for a study, and what would leave the site. Changes nothing.")
        {
            HostCommands.Config, study, json, html,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            NodeOptions options = NodeOptions.Read(parsed.GetRequiredValue(HostCommands.Config).FullName);
            Plan? plan = parsed.GetValue(study) is { } file ? StudyCommands.ReadPlan(file.FullName) : null;
            SiteReadiness site = await SiteCheck.RunAsync(options, plan, Progress, cancellation).ConfigureAwait(false);
            if (parsed.GetValue(html) is { } page)
                Write(page, ReadinessPage.Of(site));
            await Console.Out.WriteAsync(parsed.GetValue(json) ? ReadinessDocument.Of(site) + "\n" : ReadinessText.Of(site)).ConfigureAwait(false);
            return site.Verdict == Verdict.NotReady ? ExitCode.User : ExitCode.Done;
        });
        return command;
    }

    private static void Write(FileInfo file, string page)
    {
        if (file.Exists && file.Extension is not ".html" and not ".htm")
            throw new InputException("this file is there already and is no page", "Give a name that ends in .html.", file.ToString());
        AtomicFile.Write(file.FullName, Encoding.UTF8.GetBytes(page), OwnerOnly);
    }

    private static void Progress(int rows) => Console.Error.WriteLine($"  {rows.ToString("#,0", CultureInfo.InvariantCulture)} rows checked");
}

using System.CommandLine;
using FedMat.Cli.Pages;

namespace FedMat.Cli.Commands;

/// <summary>`fedmat docs ...`: pages of docs/ that are made from the code. For whoever works on FedMat.</summary>
internal static class DocsCommands
{
    public static Command Create()
    {
        Command configuration = new("configuration", "Print docs/configuration.md.");
        configuration.SetAction(_ =>
        {
            Console.Out.Write(ConfigurationPage.Create());
            return ExitCode.Done;
        });
        return new Command("docs", "Print pages of docs/ that are made from the code.") { Hidden = true, Subcommands = { configuration } };
    }
}

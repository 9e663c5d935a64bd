using System.CommandLine;

namespace FedMat.Cli.Commands;

/// <summary>What the commands share that run a coordinator or a node.</summary>
internal static class HostCommands
{
    public static readonly Option<FileInfo> Config = new("--config")
    {
        Description = "The configuration file. Paths in it are relative to it.",
        Required = true,
    };

    /// <summary>For a parent process: stop when standard input ends.</summary>
    private static readonly Option<bool> WhileInputOpen = new("--while-input-open") { Hidden = true };

    /// <param name="name">The command's name.</param>
    /// <param name="description">For --help.</param>
    /// <param name="run">Given the configuration file; runs until it is cancelled.</param>
    public static Command Create(string name, string description, Func<string, CancellationToken, Task> run)
    {
        Command command = new(name, description) { Config, WhileInputOpen };
        command.SetAction(async (parsed, cancellation) =>
        {
            using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            if (parsed.GetValue(WhileInputOpen))
                _ = StopAtEndOfInputAsync(stop);
            await run(parsed.GetRequiredValue(Config).FullName, stop.Token).ConfigureAwait(false);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task StopAtEndOfInputAsync(CancellationTokenSource stop)
    {
        using Stream input = Console.OpenStandardInput();
        byte[] buffer = new byte[64];
        while (await input.ReadAsync(buffer).ConfigureAwait(false) > 0)
        {
        }

        await stop.CancelAsync().ConfigureAwait(false);
    }
}

using System.CommandLine;
using System.Runtime.InteropServices;
using FedMat.Cli.Demo;

namespace FedMat.Cli.Commands;

/// <summary>`fedmat demo`.</summary>
internal static class DemoCommand
{
    private const int DefaultRounds = 40;

    public static Command Create()
    {
        Option<long> rounds = NumberOption.Create("--rounds", "Training rounds.", DefaultRounds, 1, 100_000);
        Option<long> seed = NumberOption.Create("--seed", "All that is drawn without being secret is drawn from it.", 0, 0, 1L << 53);
        Option<FileInfo?> data = new("--data")
        {
            Description = "A CSV table with a 'member' column, the target with its unit in the last column's name (band_gap_eV) and, "
                + "if there is one, a 'split' column of train and test. Without it: band gaps as three labs would hold them.",
        };
        Option<DirectoryInfo?> keep = new("--keep") { Description = "Keep keys, settings, stores, logs and the release in this new folder." };
        Option<bool> json = new("--json") { Description = "Print one JSON document on standard output; progress goes to standard error." };
        Command command = new("demo", "A consortium of labs on this machine, end to end: train together, publish a release, predict with it.")
        {
            rounds, seed, data, keep, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            DemoOptions options = new(
                (int)parsed.GetValue(rounds), parsed.GetValue(seed), parsed.GetValue(data)?.FullName, parsed.GetValue(keep)?.FullName, parsed.GetValue(json));
            // A terminal that closes stops the demo as an interrupt does, so that its keys do not stay behind.
            using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            using PosixSignalRegistration hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
            {
                signal.Cancel = true;
                stop.Cancel();
            });
            await DemoRun.RunAsync(options, stop.Token).ConfigureAwait(false);
            return ExitCode.Done;
        });
        return command;
    }
}

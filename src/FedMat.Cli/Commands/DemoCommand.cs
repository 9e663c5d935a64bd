using System.CommandLine;
using FedMat.Cli.Demo;

namespace FedMat.Cli.Commands;

/// <summary>`fedmat demo`.</summary>
internal static class DemoCommand
{
    private const int DefaultRounds = 40;

    public static Command Create()
    {
        Option<int> rounds = new("--rounds") { Description = "Training rounds.", DefaultValueFactory = _ => DefaultRounds };
        Option<long> seed = new("--seed") { Description = "All that is drawn without being secret is drawn from it." };
        Option<FileInfo?> data = new("--data")
        {
            Description = "A CSV table with a 'member' column, the target with its unit in the last column's name (band_gap_eV) and, "
                + "if there is one, a 'split' column of train and test. Without it: band gaps as three labs would hold them.",
        };
        Option<DirectoryInfo?> keep = new("--keep") { Description = "Keep keys, settings, stores, logs and the release in this new folder." };
        Option<bool> json = new("--json") { Description = "Print one JSON document on standard output; progress goes to standard error." };
        rounds.Validators.Add(result => Within(result, rounds, 1, 100_000));
        seed.Validators.Add(result => Within(result, seed, 0, 1L << 53));
        Command command = new("demo", "A consortium of labs on this machine, end to end: train together, publish a release, predict with it.")
        {
            rounds, seed, data, keep, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            DemoOptions options = new(
                parsed.GetValue(rounds), parsed.GetValue(seed), parsed.GetValue(data)?.FullName, parsed.GetValue(keep)?.FullName, parsed.GetValue(json));
            await DemoRun.RunAsync(options, cancellation).ConfigureAwait(false);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Within<T>(System.CommandLine.Parsing.OptionResult result, Option<T> option, T least, T most)
        where T : IComparable<T>
    {
        // A value that cannot be read has an error of its own already.
        if (result.Errors.Any())
            return;
        T value = result.GetValueOrDefault<T>()!;
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
            result.AddError($"{option.Name} takes a number from {least} to {most}, not {value}");
    }
}

using System.CommandLine;
using System.CommandLine.Parsing;
using System.Runtime.InteropServices;
using FedMat.Cli.Demo;
using FedMat.Protocol;

namespace FedMat.Cli.Commands;

/// <summary>`fedmat demo`.</summary>
internal static class DemoCommand
{
    private const int DefaultRounds = 40;
    private const int FewestRoundsToLose = 2;

    private static readonly Option<long> Rounds = NumberOption.Create("--rounds", "Training rounds.", DefaultRounds, 1, 100_000);
    private static readonly Option<long> Seed = NumberOption.Create("--seed", "All that is drawn without being secret is drawn from it.", 0, 0, 1L << 53);
    private static readonly Option<long> Members = NumberOption.Create(
        "--members", "Labs among which the sample's rows are shared out.", Plan.FewestMembers, Plan.FewestMembers, DemoData.MostSampleMembers);

    private static readonly Option<FileInfo?> Data = new("--data")
    {
        Description = "A CSV table with a 'member' column, the target with its unit in the last column's name (band_gap_eV) and, "
            + "if there is one, a 'split' column of train and test. Without it: band gaps as three labs would hold them.",
    };

    private static readonly Option<DirectoryInfo?> Keep = new("--keep") { Description = "Keep keys, settings, stores, logs and the release in this new folder." };
    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON document on standard output; progress goes to standard error." };
    private static readonly Option<string?> Lose = new("--lose")
    {
        Description = "Kill this member's node for good in the middle of the training, when its masked vector has arrived and the sum is not unmasked. "
            + "The rounds go on; the last sum, which is exact, waits for the member. Of three members none can be lost.",
    };

    private static readonly Option<bool> GoWithout = new("--go-without")
    {
        Description = "With --lose: let the last sum go without the lost member, as `fedmat coordinator study leave-out` does.",
    };

    public static Command Create()
    {
        Command command = new("demo", "A consortium of labs on this machine, end to end: train together, publish a release, predict with it.")
        {
            Rounds, Seed, Members, Data, Keep, Json, Lose, GoWithout,
        };
        command.Validators.Add(Check);
        command.SetAction(async (parsed, cancellation) =>
        {
            // A terminal that closes stops the demo as an interrupt does, so that its keys do not stay behind.
            using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            using PosixSignalRegistration hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
            {
                signal.Cancel = true;
                stop.Cancel();
            });
            await DemoRun.RunAsync(OptionsOf(parsed), stop.Token).ConfigureAwait(false);
            return ExitCode.Done;
        });
        return command;
    }

    private static DemoOptions OptionsOf(ParseResult parsed) => new(
        (int)parsed.GetValue(Rounds),
        parsed.GetValue(Seed),
        (int)parsed.GetValue(Members),
        parsed.GetValue(Data)?.FullName,
        parsed.GetValue(Keep)?.FullName,
        parsed.GetValue(Json),
        parsed.GetValue(Lose),
        parsed.GetValue(GoWithout));

    private static void Check(CommandResult result)
    {
        if (IsGiven(Members) && IsGiven(Data))
            result.AddError("--members is for the sample; a table given by --data says itself who its members are");
        if (IsGiven(GoWithout) && !IsGiven(Lose))
            result.AddError("--go-without needs a member to go without: --lose NAME");
        if (IsGiven(Lose) && IsGiven(Rounds) && result.GetValue(Rounds) < FewestRoundsToLose)
            result.AddError($"--lose needs a training with a middle: --rounds {FewestRoundsToLose} or more");

        bool IsGiven(Option option) => result.GetResult(option) is { Implicit: false };
    }
}

using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using FedMat.Client;
using FedMat.Learning;
using FedMat.Learning.Neural;
using FedMat.Materials;
using FedMat.Node;
using FedMat.Simulation;
using FedMat.Storage;

namespace FedMat.Cli.Commands;

/// <summary>`fedmat node compare`: what a release does for the node's own rows, beside what the node could learn alone. Nothing leaves the site.</summary>
internal static class CompareCommand
{
    private const string Extension = ".fedmat-own";
    private static readonly JsonSerializerOptions JsonForm = new(JsonSerializerDefaults.Web);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        Argument<FileInfo> bundle = new("bundle") { Description = "A release (*.fedmat)." };
        Option<FileInfo?> output = new("--out") { Description = "The file that keeps the advised model; by default in the node's folder." };
        Option<bool> json = new("--json") { Description = "Print one JSON document." };
        Command command = new("compare", "Say which is best for the node's own rows: its own model, a release, or a mix of both. Nothing leaves the site.")
        {
            bundle, HostCommands.Config, output, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            NodeOptions options = NodeOptions.Read(parsed.GetRequiredValue(HostCommands.Config).FullName);
            using Site site = await Site.OpenAsync(options, cancellation).ConfigureAwait(false);
            VerifiedRelease release = ModelCommands.Open(parsed.GetRequiredValue(bundle).FullName, site.Root);
            RequireContract(release, site.Contract);
            string file = Place(release, parsed.GetValue(output)?.FullName, options.Folder);
            Dataset rows = await site.ReadDataAsync(cancellation).ConfigureAwait(false);
            bool tookPart = release.Roster.Members.Any(member => member.Key.Equals(site.Key.Public) && release.Plan.Members.Contains(member.Id));
            (PersonalResult result, PersonalFile kept) = await Task.Run(() => Compare(release, rows, tookPart, options, cancellation), cancellation).ConfigureAwait(false);
            // Whole or not at all, for its owner's eyes alone.
            AtomicFile.Write(file, kept.ToBytes(), UnixFileMode.UserRead | UnixFileMode.UserWrite);
            if (parsed.GetValue(json))
                Console.Out.WriteLine(Json(release, result, tookPart, file));
            else
                Print(release, result, tookPart, file);
            return ExitCode.Done;
        });
        return command;
    }

    private static void RequireContract(VerifiedRelease release, DataContract contract)
    {
        if (!DataContract.Parse(release.Plan.Contract.Text, "the release").Equals(contract))
            throw new InputException("the release was learned under another data contract than the node's 'contractFile'", "Compare with a release of the node's contract.");
    }

    private static (PersonalResult Result, PersonalFile Kept) Compare(
        VerifiedRelease release, Dataset rows, bool tookPart, NodeOptions options, CancellationToken cancellation)
    {
        if (Learners.For(release.Plan).Model(release.State) is not StudyModel)
            throw new InputException("the release holds no model of a study", "Pull it again.");
        PersonalStudy found = PersonalStudy.Run(
            release.Plan, release.State, rows, new TorchTrainer(options.Device, options.Threads), tookPart, new Screen(), cancellation);
        return (found.Result, PersonalFile.Of(release.Manifest.Id, found.Result, found.LocalState, found.TunedState));
    }

    /// <summary>Where the advised model is kept; looked at before the long work, so that it is not lost.</summary>
    /// <exception cref="InputException">There is no such folder, or something else stands there.</exception>
    private static string Place(VerifiedRelease release, string? path, string folder)
    {
        if (path is null)
        {
            Directory.CreateDirectory(folder);
            return Path.Combine(folder, $"personal-{release.Manifest.Id.Short}{Extension}");
        }

        if (!Directory.Exists(Path.GetDirectoryName(path)))
            throw new InputException("there is no such folder to keep the model in", "Make it, or name another with --out.", path);
        if (Directory.Exists(path) || (File.Exists(path) && !path.EndsWith(Extension, StringComparison.Ordinal)))
            throw new InputException("something stands there already that is no kept model", $"Name another file, *{Extension}, with --out.", path);
        return path;
    }

    private static string Json(VerifiedRelease release, PersonalResult result, bool tookPart, string file) => JsonSerializer.Serialize(
        new
        {
            Release = release.Manifest.Id.ToString(), release.Manifest.Unit, TookPart = tookPart, result.Rows, result.LocalMae, result.FederatedMae, result.PersonalMae,
            result.FederatedGain, result.PersonalGain, Advice = result.Choice.ToString().ToLowerInvariant(), Sure = result.IsSure, File = file,
        }, JsonForm);

    private static void Print(VerifiedRelease release, PersonalResult result, bool tookPart, string file)
    {
        string unit = release.Manifest.Unit;
        Console.Out.WriteLine($"{result.Rows} own rows, each predicted by models that had not seen it{(tookPart ? "" : "; this node took no part in the study")}");
        Console.Out.WriteLine($"  own model alone   {Text(result.LocalMae)} {unit}, mean absolute error");
        Console.Out.WriteLine($"  release           {Text(result.FederatedMae)} {unit}{Text(result.FederatedGain, unit)}");
        Console.Out.WriteLine($"  personal mix      {Text(result.PersonalMae)} {unit}{Text(result.PersonalGain, unit)}");
        Console.Out.WriteLine($"Use {PredictCommand.Wording(result.Choice)}{(result.IsSure ? "." : "; the rows leave doubt that it is better than working alone, so measure more before you rely on it.")}");
        Console.Out.WriteLine($"It is kept in {file}; predict by it with `fedmat model predict RELEASE --personal FILE`. It tells of the node's rows: give it to nobody.");
    }

    private static string Text(double? value) => value is { } number ? Readiness.Wording.Number(number) : "none";

    private static string Text(Gain? gain, string unit) => gain is null ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $"; {Readiness.Wording.Number(gain.Mean)} {unit} better than alone (90 % interval {Readiness.Wording.Number(gain.Lower)} to {Readiness.Wording.Number(gain.Upper)})");

    private sealed class Screen : IProgress<LearnerProgress>
    {
        private long said;

        public void Report(LearnerProgress value)
        {
            if (Stopwatch.GetElapsedTime(said) < Pause)
                return;
            said = Stopwatch.GetTimestamp();
            Console.Error.WriteLine($"  learning from the own rows alone: {value.Phase}, round {value.Round} of at most {value.Rounds}");
        }
    }
}

using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using FedMat.Cli.Local;
using FedMat.Client;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Cli.Demo;

/// <summary>
/// The product's main job on one machine: a consortium is made, a coordinator and a node for each member are started as processes, a study
/// runs to its release, and the release is pulled, verified and used.
/// </summary>
internal sealed class DemoRun
{
    private readonly DemoOptions options;
    private readonly StudyScreen screen = new();
    private readonly DemoData data;
    private readonly DemoConsortium consortium;
    private readonly LocalNetwork network;

    private DemoRun(DemoOptions options, DemoData data, DemoConsortium consortium, LocalNetwork network)
    {
        this.options = options;
        this.data = data;
        this.consortium = consortium;
        this.network = network;
    }

    /// <summary>Runs all of it and prints the result on standard output.</summary>
    public static async Task RunAsync(DemoOptions options, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        DemoData data = options.DataFile is { } file ? DemoData.From(file) : DemoData.Sample(options.Members);
        if (options.Lose is { } lost)
            DemoLoss.Require(lost, [.. data.Members.Select(member => member.Name)]);
        using LocalFolder folder = LocalFolder.Create(options.Keep);
        using DemoConsortium consortium = await DemoConsortium.FoundAsync(folder.Path, cancellation).ConfigureAwait(false);
        LocalNetwork network = new(folder.Path, ["coordinator", "run"], ["node", "run"]);
        await using (network.ConfigureAwait(false))
        {
            DemoRun run = new(options, data, consortium, network);
            DemoResult result = await run.RunAsync(start, cancellation).ConfigureAwait(false);
            if (options.Json)
                Console.Out.WriteLine(result.ToJson());
            else
                DemoReport.Print(result, folder, data, consortium.Roster.Root.ToString());
        }
    }

    private async Task<DemoResult> RunAsync(long start, CancellationToken cancellation)
    {
        ShowData();
        screen.Step($"Consortium founded: root key {consortium.Roster.Root.Fingerprint}, sealed with a passphrase; roster 1 names its administrator");
        await network.StartCoordinatorAsync(cancellation).ConfigureAwait(false);
        screen.Step($"Coordinator at {Authority(network.Grpc)}, releases at {Authority(network.Downloads)}");
        await EnrolAsync(cancellation).ConfigureAwait(false);
        Plan plan = DemoPlan.Create(consortium.Roster, data, options);
        ReleaseId release = await new DemoStudy(consortium, network, options, screen).RunAsync(plan, cancellation).ConfigureAwait(false);
        (VerifiedRelease verified, ReleaseSummary summary) = await PullAsync(release, cancellation).ConfigureAwait(false);
        Predictor predictor = Predictor.For(verified);
        DemoPrediction prediction = Predict(predictor);
        DemoMetrics metrics = Compare(plan, predictor, cancellation);
        return new DemoResult(
            data.Members.Count, options.Rounds, Math.Round(Stopwatch.GetElapsedTime(start).TotalSeconds, 1), metrics,
            new DemoRelease(summary.Id, summary.Sha256, Verified: true), prediction);
    }

    /// <summary>Every lab is invited, joins with keys of its own and is approved; then the nodes start, and the stewards compare fingerprints.</summary>
    private async Task EnrolAsync(CancellationToken cancellation)
    {
        foreach (DemoMember member in data.Members)
        {
            string fingerprint = await consortium.EnrolAsync(member.Name, cancellation).ConfigureAwait(false);
            screen.Step($"{member.Name}: invited, made its keys, read out {fingerprint}; approved by roster {consortium.Roster.Number}");
        }

        foreach (DemoMember member in data.Members)
            network.StartNode(member.Name, consortium.Furnish(member.Name, member.Table, data.Contract));
        screen.Step($"{data.Members.Count} nodes started, each with its own rows and keys");
        await Task.WhenAll(data.Members.Select(member => consortium.ConfirmAsync(member.Name, cancellation))).ConfigureAwait(false);
        screen.Step("Each steward compared the fingerprints of the other labs with theirs: a roster alone makes nobody known");
    }

    private static string Authority(Uri address) => address.GetLeftPart(UriPartial.Authority);

    private void ShowData()
    {
        string source = options.DataFile is null ? "Sample band gaps" : data.Table.Source;
        screen.Step($"{source}: {data.Train.Rows} rows of {data.Members.Count} members to train on, {data.Test.Rows} as a common test set");
        if (data.IsInferred)
            screen.Wait($"data contract read off the header: {data.Contract.ToJson()}");
    }

    private async Task<(VerifiedRelease Release, ReleaseSummary Summary)> PullAsync(ReleaseId release, CancellationToken cancellation)
    {
        string folder = Directory.CreateDirectory(Path.Combine(consortium.Folder, "release")).FullName;
        string path = Path.Combine(folder, Commands.ModelCommands.FileName(data.Contract.Name));
        using X509Certificate2 certificate = X509Certificate2.CreateFromPem(await File.ReadAllTextAsync(consortium.DownloadsFile, cancellation).ConfigureAwait(false));
        using ReleaseCatalogue catalogue = ReleaseCatalogue.At(network.Downloads, certificate);
        ReleaseSummary summary = await catalogue.PullAsync(release.ToString(), path, progress: null, cancellation).ConfigureAwait(false);
        using FileStream stream = File.OpenRead(path);
        VerifiedRelease verified = Bundle.Read(stream).Verify(consortium.Roster.Root);
        screen.Step($"Release {release.Short} pulled ({summary.Bytes / 1024} KiB) and verified from the root key down");
        return (verified, summary);
    }

    private DemoPrediction Predict(Predictor predictor)
    {
        bool compositionOnly = data.Contract.Inputs is [{ Kind: ColumnKind.Composition }];
        (string? composition, IReadOnlyDictionary<string, string> conditions) =
            compositionOnly ? ("GaAs", new Dictionary<string, string>()) : data.FirstTestRecord();
        Prediction prediction = predictor.Predict(composition, conditions.Select(condition => $"{condition.Key}={condition.Value}"));
        return new DemoPrediction(composition, prediction.Value, prediction.Unit, conditions.Count == 0 ? null : conditions);
    }

    private DemoMetrics Compare(Plan plan, Predictor predictor, CancellationToken cancellation)
    {
        Comparison comparison = new(plan, data);
        List<LocalMetric> local = [];
        foreach (DemoMember member in data.Members)
        {
            screen.Wait($"for comparison: {member.Name} alone");
            local.Add(new LocalMetric(member.Name, comparison.LocalMae(member, cancellation)));
        }

        screen.Wait("for comparison: all rows in one place");
        double pooled = comparison.PooledMae(cancellation);
        return new DemoMetrics(
            data.Contract.Target.Unit, local, local.Average(metric => metric.Mae), comparison.Mae(predictor.Predict(data.Test)), pooled);
    }
}

using System.Globalization;
using FedMat.Cli.Local;
using Spectre.Console;

namespace FedMat.Cli.Demo;

/// <summary>What a demo prints at its end for a person.</summary>
internal static class DemoReport
{
    public static void Print(DemoResult result, LocalFolder folder, DemoData data, string root)
    {
        AnsiConsole.Write(Figures(result.Metrics, data));
        Say($"Mean absolute errors on {data.Test.Rows} common test rows; {result.Rounds} rounds, {result.Seconds.ToString("0.0", CultureInfo.InvariantCulture)} s in all.");
        Say($"The release predicts {Describe(result.Prediction)}.");
        Say("");
        Say("Next:");
        foreach ((string command, string what) in NextSteps(folder, data, root))
        {
            Say($"  {command}");
            Say($"      {what}");
        }
    }

    private static Table Figures(DemoMetrics metrics, DemoData data)
    {
        Table table = new Table { Border = TableBorder.Simple }
            .AddColumn("model").AddColumn(new TableColumn($"error, {Markup.Escape(metrics.Unit)}").RightAligned()).AddColumn("trained on");
        foreach ((LocalMetric local, DemoMember member) in metrics.Local.Zip(data.Members))
            Row(table, $"{local.Member} alone", local.Mae, $"its own {member.Train.Rows} rows", Style.Plain);
        Row(table, "mean of those", metrics.LocalMean, "", Style.Plain);
        Row(table, "federated", metrics.Federated, $"all {data.Train.Rows} rows, each in its own lab", new Style(Color.Green, decoration: Decoration.Bold));
        Row(table, "pooled", metrics.Pooled, $"all {data.Train.Rows} rows in one place", Style.Plain);
        return table;
    }

    private static IEnumerable<(string Command, string What)> NextSteps(LocalFolder folder, DemoData data, string root)
    {
        if (folder.IsKept)
        {
            string bundle = Path.Combine(folder.Path, "release", Commands.ModelCommands.FileName(data.Contract.Name));
            yield return ($"./fedmat model verify {Shell.Quote(bundle)} --root {root}", "checks the release from the root key down, as any consumer would");
            yield return ($"ls {Shell.Quote(folder.Path)}", "keys, settings, logs and stores of every party");
        }
        else
        {
            yield return ("./fedmat demo --keep my-demo", "keeps keys, settings, logs and the release");
        }

        yield return ("./fedmat demo --data your-table.csv", "the same with your own table; docs/demo.md says what it needs");
    }

    private static void Row(Table table, string model, double mae, string on, Style style) =>
        table.AddRow(new Text(model, style), new Text(mae.ToString("0.000", CultureInfo.InvariantCulture), style), new Text(on, style));

    // Not through the table's console, which breaks lines: a command must stay one line to be copied.
    private static void Say(string line) => Console.Out.WriteLine(line);

    private static string Describe(DemoPrediction prediction)
    {
        string value = $"{prediction.Value.ToString("0.00", CultureInfo.InvariantCulture)} {prediction.Unit}";
        IEnumerable<string> inputs = (prediction.Conditions ?? new Dictionary<string, string>()).Select(condition => $"{condition.Key}={condition.Value}");
        return $"{value} for {string.Join(", ", prediction.Composition is null ? inputs : inputs.Prepend(prediction.Composition))}";
    }
}

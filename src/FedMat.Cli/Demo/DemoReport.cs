using System.Globalization;
using Spectre.Console;

namespace FedMat.Cli.Demo;

/// <summary>What a demo prints at its end for a person.</summary>
internal static class DemoReport
{
    public static void Print(DemoResult result, DemoFolder folder, DemoData data, string root)
    {
        DemoMetrics metrics = result.Metrics;
        Table table = new Table { Border = TableBorder.Simple }
            .AddColumn(new TableColumn("model"))
            .AddColumn(new TableColumn($"mean absolute error, {Markup.Escape(metrics.Unit)}").RightAligned())
            .AddColumn("trained on");
        foreach (LocalMetric local in metrics.Local)
            Row(table, $"local: {local.Member}", local.Mae, "its own rows");
        Row(table, "local, mean", metrics.LocalMean, "");
        Row(table, "federated", metrics.Federated, "everybody's rows, none of which left its lab");
        Row(table, "pooled", metrics.Pooled, "all rows in one place (what nobody may do)");
        AnsiConsole.Write(table);
        AnsiConsole.WriteLine($"All on the common test set of {data.Test.Rows} rows. {result.Rounds} rounds, {result.Seconds.ToString("0.0", CultureInfo.InvariantCulture)} s in all.");
        AnsiConsole.WriteLine($"The release predicts {Describe(result.Prediction)}.");
        AnsiConsole.WriteLine();
        AnsiConsole.WriteLine("Next:");
        foreach (string next in NextSteps(folder, data, root))
            AnsiConsole.WriteLine($"  {next}");
    }

    private static IEnumerable<string> NextSteps(DemoFolder folder, DemoData data, string root)
    {
        if (folder.IsKept)
        {
            string bundle = Path.Combine(folder.Path, "release", data.Contract.Name + Protocol.BundleLayout.Extension);
            yield return $"./fedmat model verify {bundle} --root {root}";
            yield return $"logs, keys, settings and stores of every party are in {folder.Path}";
        }
        else
        {
            yield return "./fedmat demo --keep my-demo         keeps keys, settings, logs and the release";
        }

        yield return "./fedmat demo --data your-table.csv   the same with your table; docs/demo.md says what it needs";
    }

    private static void Row(Table table, string model, double mae, string on) =>
        table.AddRow(Markup.Escape(model), mae.ToString("0.000", CultureInfo.InvariantCulture), Markup.Escape(on));

    private static string Describe(DemoPrediction prediction)
    {
        string value = $"{prediction.Value.ToString("0.00", CultureInfo.InvariantCulture)} {prediction.Unit}";
        IEnumerable<string> inputs = (prediction.Conditions ?? new Dictionary<string, string>()).Select(condition => $"{condition.Key}={condition.Value}");
        return $"{value} for {string.Join(", ", prediction.Composition is null ? inputs : inputs.Prepend(prediction.Composition))}";
    }
}

using System.Globalization;
using System.Text.Json;
using FedMat.Materials;
using FedMat.Simulation;
using Spectre.Console;

namespace FedMat.Cli.Simulate;

/// <summary>A simulation's figures, for people and for programs.</summary>
internal static class SimulationText
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static string Json(SimulationFigures figures) => JsonSerializer.Serialize(figures, Options);

    public static void Print(SimulationFigures figures, TargetColumn target)
    {
        Spectre.Console.Table table = new Spectre.Console.Table { Border = TableBorder.Simple, Title = new TableTitle($"{target.Name}, mean absolute error in {target.Unit}") };
        foreach (string head in new[] { "member", "rows", "test rows", "own model", "federated", "personal", "advice" })
            table.AddColumn(new TableColumn(head).RightAligned());
        foreach (MemberFigures member in figures.Members)
        {
            table.AddRow(
                Markup.Escape(member.Name), $"{member.Rows:#,0}", $"{member.TestRows:#,0}", Text(member.LocalOwnMae), Text(member.FederatedOwnMae), Text(member.PersonalOwnMae),
                member.Advice ?? "");
        }

        table.AddRow("own rows, mean", "", "", Text(figures.Local.OwnMae), Text(figures.Federated.OwnMae), Text(figures.Personal.OwnMae), "");
        table.AddRow("common test set", "", "", Text(figures.Local.Mae), Text(figures.Federated.Mae), "", "");
        AnsiConsole.Write(table);
        AnsiConsole.WriteLine($"  all rows in one place: {Text(figures.Pooled.Mae)}; federated, summed hold-out: {Text(figures.HoldOutMae)}");
        if (figures.Weights.Count > 1)
            AnsiConsole.WriteLine($"  the model: {string.Join(", ", figures.Weights.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Key} {part.Value:0.00}")))}");
        AnsiConsole.WriteLine(figures.Coverage90 is null
            ? "  too few rows were held out to promise intervals"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"  90 % intervals cover {figures.Coverage90:0.0%} of hold-out rows, {Text(figures.Width90)} wide{(figures.TestCoverage90 is { } test ? $"; {test:0.0%} of test rows" : "")}"));
        if (figures.HoldOut is { } sums)
            AnsiConsole.WriteLine($"  as a live study would know: {string.Join(", ", HoldOutText.Of(sums, target.Unit).Select(one => $"{one.What} {one.Figure}"))}");
        foreach (string note in figures.Notes)
            AnsiConsole.WriteLine($"  note: {note}");
        AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {figures.Rounds} sums in {figures.Seconds:0.0} s"));
    }

    private static string Text(double? value) => value is { } number ? Readiness.Wording.Number(number) : "-";
}

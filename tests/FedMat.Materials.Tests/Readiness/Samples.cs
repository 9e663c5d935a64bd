namespace FedMat.Materials.Tests.Readiness;

/// <summary>Rows of one small contract, as a test wants them.</summary>
internal static class Samples
{
    /// <summary>A composition, an optional temperature from 0 to 1000, a category (a, b); a target that may be a bound; heats; a column split.</summary>
    public static DataContract Contract(string duplicates = "", string uncertainty = "") => DataContract.Parse(
        $$"""
        {"format":2,"name":"lab","inputs":[{"name":"composition","kind":"composition"},
        {"name":"temperature_C","kind":"number","unit":"°C","minimum":0,"maximum":1000,"optional":true},
        {"name":"route","kind":"category","categories":["a","b"]}],
        "process":[{"step":"annealing","temperature":"temperature_C"}],
        "target":{"name":"strength_MPa","unit":"MPa","minimum":0,"maximum":10000,"censoring":["above"]{{uncertainty}}},
        "duplicates":[{{duplicates}}],"groups":[{"column":"heat"}],"kept":[{"column":"split"}],"descriptors":"fractions/1"}
        """, "lab.json");

    public static SampleRecord Row(
        int row, double? target, string formula = "Fe", double? temperature = 20, string route = "a", string? heat = "h", string? split = null,
        double? uncertainty = null, double weight = 1, Censoring censoring = Censoring.None) => new(
            row,
            new Record(
            [
                RecordValue.Of(Composition.Parse(formula)), temperature is { } degrees ? RecordValue.Of(degrees) : RecordValue.Missing,
                RecordValue.OfCategory(route),
            ]),
            target is { } value ? new Measurement(value, uncertainty, censoring) : null, target is null ? Outcome.Cracked : null, null, weight, [heat], [split]);

    public static ReadinessReport Check(params SampleRecord[] rows) => ReadinessCheck.Of(Contract(), rows);

    public static IEnumerable<string> About(this ReadinessReport report, FindingLevel level) =>
        report.Findings.Where(finding => finding.Level == level).Select(finding => finding.About);
}

namespace FedMat.Materials.Tests.Readiness;

/// <summary>The report on real tables. The figures that are expected were counted by Python's csv, collections and statistics modules.</summary>
public sealed class SharedDataReadinessTests
{
    private static readonly string[] Measurement = ["composition", "test_temperature_C", "processing", "test_type"];

    [SharedDataTheory]
    [InlineData("alloy_yield_families", 851)]
    [InlineData("alloy_yield_papers", 853)]
    [InlineData("band_gap_anions", 3683)]
    [InlineData("concrete_strength_families", 823)]
    [InlineData("perovskite_formation_energy", 3694)]
    [InlineData("steel_yield_families", 249)]
    public void Table_OfTheSharedData_IsReady(string name, int used)
    {
        var report = Of(name, text => text);
        Assert.Equal(used, report.Used);
        Assert.NotEqual(Verdict.NotReady, Finding.Judge(report.Findings));
    }

    [SharedDataTheory]
    [InlineData("alloy_yield_papers", 145, 24, 78)]
    [InlineData("alloy_yield_families", 187, 35, 58)]
    public void Papers_AreCounted(string name, int papers, int single, int largest) =>
        Assert.Equal(new GroupReport("paper", papers, single, largest, 0), Assert.Single(Of(name, text => text).Groups));

    [SharedDataTheory]
    [InlineData("alloy_yield_papers", 307)]
    public void RowsThatRepeatAMeasurement_AreAsManyAsTheDataSay(string name, int repeats)
    {
        var found = Of(name, text => text.Replace(", \"paper\"]", "]").Replace("{ \"column\": \"split\" }", "{ \"column\": \"part\" }")).Duplicates;
        Assert.Equal(Measurement.Order(), found.Columns.Order());
        Assert.Equal(repeats, found.Rows - found.Sets);
    }

    [SharedDataTheory]
    [InlineData("concrete_strength_families")]
    public void Repeats_OfConcrete_AreThoseCounted(string name)
    {
        var report = Of(name, text => text);
        Assert.Equal((15, 39, 16), (report.Duplicates.Sets, report.Duplicates.Rows, report.Duplicates.ExactRepeats));
    }

    private static ReadinessReport Of(string name, Func<string, string> change)
    {
        var contract = DataContract.Parse(change(Checkout.ReadText("node-config", "contracts", name + ".json")), name);
        using var stream = File.OpenRead(Path.Combine(Checkout.SharedData, name + ".csv"));
        using var import = TableImport.Open(stream, name, contract);
        return ReadinessCheck.Of(contract, import.Rows().Select(row => row.Record!));
    }
}

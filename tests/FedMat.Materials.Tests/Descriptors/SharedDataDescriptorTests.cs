namespace FedMat.Materials.Tests;

/// <summary>The real tables beside the checkout, described by every set that a contract may name.</summary>
public sealed class SharedDataDescriptorTests
{
    [SharedDataTheory]
    [InlineData("alloy_yield_papers.csv", "fractions/1+magpie/1+alloy/1", 103 + 138 + 6)]
    [InlineData("steel_yield_families.csv", "magpie/1+alloy/1", 138 + 6)]
    [InlineData("band_gap_anions.csv", "fractions/1+magpie/1", 103 + 138)]
    [InlineData("perovskite_formation_energy.csv", "magpie/1", 138 + (2 * (73 + 22)))]
    public void Build_SharedFile_DescribesEveryRow(string file, string descriptors, int compositionNumbers)
    {
        var table = Checkout.ReadTable("..", "shared", "data", file);
        var inferred = DataContract.Infer(table);
        var contract = DataContract.Parse(inferred.ToJson().Replace("elemental/1", descriptors, StringComparison.Ordinal), file);
        var rows = Dataset.Build(table, contract);
        Assert.Equal(table.Rows.Count, rows.Rows);
        Assert.Equal(compositionNumbers, DescriptorSet.For(contract).Names.Count(name => !IsCondition(name)));
        Assert.All(rows.X, value => Assert.True(float.IsFinite(value)));
    }

    private static bool IsCondition(string name) =>
        name.StartsWith("test_", StringComparison.Ordinal) || name.StartsWith("processing", StringComparison.Ordinal);
}

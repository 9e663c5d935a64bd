namespace FedMat.Materials.Tests;

/// <summary>The real tables beside the checkout read as they are, with the contract that their header suggests.</summary>
public sealed class SharedDataTests
{
    [SharedDataTheory]
    [InlineData("alloy_yield_families.csv", 1067, 6, "MPa", "composition test_temperature_C processing test_type")]
    [InlineData("alloy_yield_papers.csv", 1067, 8, "MPa", "composition test_temperature_C processing test_type")]
    [InlineData("band_gap_anions.csv", 4604, 7, "eV", "composition")]
    [InlineData("perovskite_formation_energy.csv", 4016, 3, "eV/atom", "composition a_site b_site")]
    [InlineData("steel_yield_families.csv", 312, 5, "MPa", "composition")]
    [InlineData("concrete_strength_families.csv", 1030, 6, "MPa",
        "cement_kg_m3 blast_furnace_slag_kg_m3 fly_ash_kg_m3 water_kg_m3 superplasticizer_kg_m3 coarse_aggregate_kg_m3 fine_aggregate_kg_m3 age_days")]
    public void Infer_SharedFile_ReadsEveryRow(string file, int rows, int members, string unit, string inputs)
    {
        var table = Checkout.ReadTable("..", "shared", "data", file);
        var contract = DataContract.Infer(table);
        Assert.Equal((unit, inputs), (contract.Target.Unit, string.Join(' ', contract.Inputs.Select(input => input.Name))));
        Assert.Equal(members, table.Distinct("member").Count);
        Assert.Equal(contract, DataContract.Parse(contract.ToJson(), file));
        var train = Dataset.Build(table, contract, null, Split.Train);
        var test = Dataset.Build(table, contract, null, Split.Test);
        Assert.Equal(rows, train.Rows + test.Rows);
        Assert.All(train.X, value => Assert.True(float.IsFinite(value)));
    }
}

namespace FedMat.Materials.Tests;

public sealed class ContractInferenceTests
{
    [Fact]
    public void Infer_MixedTable_FindsKindsUnitsAndRanges()
    {
        var contract = DataContract.Infer(Tables.Read(
            "member,split,composition,a_site,test_temperature_C,route,paper,yield_strength_MPa\n" +
            "x,train,Fe2Ni,Fe,-268.8,CAST,7,158\n,test,NaN,Na,1600,,9,3416\n"));
        Assert.Equal("yield_strength", contract.Name);
        Assert.Equal(["composition", "a_site", "test_temperature_C", "route"], contract.Inputs.Select(input => input.Name));
        Assert.Equal(
            [ColumnKind.Composition, ColumnKind.Category, ColumnKind.Number, ColumnKind.Category], contract.Inputs.Select(input => input.Kind));
        Assert.Equal(["Fe", "Na"], contract.Inputs[1].Categories);
        Assert.Equal(("°C", -273.15, 1600, false), (contract.Inputs[2].Unit, contract.Inputs[2].Minimum, contract.Inputs[2].Maximum, contract.Inputs[2].Optional));
        Assert.True(contract.Inputs[3].Optional);
        Assert.Equal(new TargetColumn("yield_strength_MPa", "MPa", 100, 3500), contract.Target);
    }

    [Theory]
    [InlineData("band_gap_eV", "eV")]
    [InlineData("formation_energy_eV_per_atom", "eV/atom")]
    [InlineData("compressive_strength_MPa", "MPa")]
    [InlineData("density_g_cm3", "g/cm3")]
    [InlineData("poisson_ratio", "1")]
    public void Infer_UnitInTheName_IsTheLongestKnownEnding(string target, string unit) =>
        Assert.Equal(unit, DataContract.Infer(Tables.Read($"composition,{target}\nFe,1\n")).Target.Unit);

    [Theory]
    [InlineData("0,11.7", 0, 12)]
    [InlineData("-3.844,1.782", -3.9, 1.8)]
    [InlineData("5,5", 5, 5.1)]
    [InlineData("0,0", 0, 0.1)]
    [InlineData("1e-07,2e-07", 1e-7, 2e-7)]
    [InlineData("-1e300,1e300", -1e300, 1e300)]
    public void Infer_Range_IsRoundedOutward(string values, double minimum, double maximum)
    {
        string[] pair = values.Split(',');
        var target = DataContract.Infer(Tables.Read($"composition,g_eV\nFe,{pair[0]}\nNi,{pair[1]}\n")).Target;
        Assert.Equal((minimum, maximum), (target.Minimum, target.Maximum));
    }

    [Theory]
    [InlineData("composition,hardness\nFe,1", 1, "hardness", "the target has no unit that is known")]
    [InlineData("composition,fold\nFe,1", 1, "fold", "the last column is bookkeeping")]
    [InlineData("member,g_eV\nFe,1", null, null, "no column is left as an input")]
    [InlineData("composition,g_eV\nFe,1\nNi,wide", 3, "g_eV", "'wide' is not a number")]
    [InlineData("composition,t_C,g_eV\nFe,1,1\nNi,hot,1\nNi,2,3", 3, "t_C", "'hot' is not a number")]
    [InlineData("composition,t_C,g_eV\nFe,,1\n", 1, "t_C", "every cell is empty")]
    public void Infer_TableThatCannotBeAStudy_IsRefused(string text, int? row, string? column, string problem)
    {
        var refused = Tables.Refused(() => DataContract.Infer(Tables.Read(text)));
        Assert.Equal((row, column), (refused.Row, refused.Column));
        Assert.Contains(problem, refused.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Infer_ColumnOfFreeText_IsRefusedWithTheBookkeepingNames()
    {
        string rows = string.Concat(Enumerable.Range(0, 300).Select(i => $"Fe,note {i},{i}\n"));
        var refused = Tables.Refused(() => DataContract.Infer(Tables.Read("composition,remark,g_eV\n" + rows)));
        Assert.Equal("remark", refused.Column);
        Assert.Contains("reference", refused.Remedy, StringComparison.Ordinal);
    }
}

namespace FedMat.Materials.Tests;

public sealed class AuxiliaryTests
{
    private const string Header = "composition,yield_MPa,hardness_HV,modulus_MPa\n";

    private static readonly DataContract Contract = DataContract.Parse(
        """
        {"format":2,"name":"alloys","inputs":[{"name":"composition","kind":"composition"}],
        "target":{"name":"yield_MPa","unit":"MPa","minimum":0,"maximum":4000},
        "auxiliary":[{"name":"hardness_HV","unit":"HV","minimum":0,"maximum":2000},{"name":"modulus_MPa","unit":"MPa","minimum":0,"maximum":500000}],
        "descriptors":"fractions/1"}
        """, "alloys.json");

    [Fact]
    public void ReadLabelled_EmptyCellOrNoColumn_IsAMissingValue()
    {
        var reader = new RecordReader(Contract);
        Assert.Equal([210, null], reader.ReadLabelled(Tables.Read(Header + "Fe,500,210,\n").Rows[0]).Auxiliary);
        Assert.Equal([null, null], reader.ReadLabelled(Tables.Read("composition,yield_MPa\nFe,500\n").Rows[0]).Auxiliary);
    }

    [Theory]
    [InlineData("Fe,500,-3,", "hardness_HV", "outside the contract's range of 0 to 2000 HV")]
    [InlineData("Fe,500,hard,", "hardness_HV", "'hard' is not a number")]
    [InlineData("Fe,,,", "yield_MPa", "the target is missing")]
    public void ReadLabelled_BadCell_NamesColumnAndProblem(string cells, string column, string problem)
    {
        var refused = Tables.Refused(() => new RecordReader(Contract).ReadLabelled(Tables.Read(Header + cells + "\n").Rows[0]));
        Assert.Equal(column, refused.Column);
        Assert.Contains(problem, refused.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_RowsWithAndWithoutTarget_AreKeptApart()
    {
        var data = Dataset.Build(Tables.Read(Header + "Fe,500,210,\nNi,,300,2e5\nCr,700,,\n"), Contract);
        Assert.Equal([500, 700], data.Y);
        Assert.Equal([210, double.NaN, double.NaN, double.NaN], data.Auxiliary);
        Assert.Equal([300, 2e5], data.Untargeted!.Auxiliary);
        Assert.Equal([3], data.Untargeted.Lines);
    }

    [Fact]
    public void Build_NoRowWithTarget_HasTooFewRows() =>
        Assert.Contains("0 rows", Tables.Refused(() => Dataset.Build(Tables.Read(Header + "Ni,,300,\n"), Contract)).Problem, StringComparison.Ordinal);

    [Fact]
    public void Concat_AuxiliaryTargets_StandOneBehindTheOther()
    {
        var first = Dataset.Build(Tables.Read(Header + "Fe,500,210,\n"), Contract);
        var second = Dataset.Build(Tables.Read(Header + "Cr,700,,9\nNi,,300,\n"), Contract);
        var both = Dataset.Concat([first, second]);
        Assert.Equal([210, double.NaN, double.NaN, 9], both.Auxiliary);
        Assert.Equal(1, both.Untargeted!.Rows);
        Assert.Equal(both.Auxiliary, both.WithInputs([.. both.X]).Auxiliary);
    }

    [Fact]
    public void Rows_AuxiliaryCells_AreConvertedAndMayBeEmpty()
    {
        var rows = Reads.Rows("composition,yield (MPa),hardness (HV),modulus (GPa)\nFe,500,n/a,210\nNi,,300,\n", Contract);
        Assert.Equal([null, 210_000], rows[0].Record().Auxiliary);
        Assert.Equal([300, null], rows[1].Record().Auxiliary);
        Assert.Null(rows[1].Record().Target);
    }

    [Theory]
    [InlineData("Fe,500,>300", "this is a bound")]
    [InlineData("Fe,500,3000", "outside the contract's range")]
    [InlineData("Fe,,", "the target is missing")]
    public void Rows_BadAuxiliaryCell_RejectsTheRow(string cells, string reason)
    {
        var row = Reads.Rows($"composition,yield (MPa),hardness (HV)\n{cells}\n", Contract)[0];
        Assert.Contains(reason, Assert.Single(row.Rejections).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfWhatWasWritten_HasTheSameAuxiliaryTargets()
    {
        var json = new SampleJson(Contract);
        var sample = Reads.Rows("composition,yield (MPa),hardness (HV)\nFe,500,210.5\n", Contract)[0].Record();
        Assert.Equal([210.5, null], json.Read(json.Write(sample), 2).Auxiliary);
        Assert.DoesNotContain("auxiliary", json.Write(sample with { Auxiliary = [null, null] }), StringComparison.Ordinal);
    }

    [Fact]
    public void WhyNot_OnlyAuxiliaryTargets_SaysWhatForTheyAre()
    {
        var sample = Reads.Rows("composition,yield (MPa),hardness (HV)\nFe,,210\n", Contract)[0].Record();
        Assert.Equal(SampleUse.OnlyAuxiliary, SampleUse.WhyNot(sample, Contract));
        Assert.True(SampleUse.Helps(sample, Contract));
    }

    [Fact]
    public void Report_AuxiliaryTargets_HaveTheirNumberOfRows()
    {
        var rows = Reads.Rows("composition,yield (MPa),hardness (HV)\nFe,500,210\nCr,600,\nNi,,300\n", Contract);
        var report = ReadinessCheck.Of(Contract, rows.Select(row => row.Record()));
        Assert.Equal([new NameCount("hardness_HV", 2), new NameCount("modulus_MPa", 0)], report.Target.Auxiliary);
        Assert.Equal(2, report.Used);
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void Report_FewerAuxiliaryValuesThanThePlansCell_IsAWarning(int minimumCell, bool warns)
    {
        var rows = Reads.Rows("composition,yield (MPa),hardness (HV)\nFe,500,210\nCr,600,\nNi,,300\n", Contract);
        var report = ReadinessCheck.Of(Contract, rows.Select(row => row.Record()), minimumCell);
        Assert.Equal(warns, report.Findings.Any(finding => finding is { Level: FindingLevel.Warning, About: "auxiliary" }));
    }
}

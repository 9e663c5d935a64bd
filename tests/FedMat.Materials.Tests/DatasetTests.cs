namespace FedMat.Materials.Tests;

public sealed class DatasetTests
{
    private static readonly Table Labs = Tables.Read(
        "member,split,composition,test_temperature_C,route,yield_strength_MPa\n" +
        "a,train,Fe,25,cast,100\na,train,Fe3Ni,25,cast,200\nb,train,Ni,,forged,300\n,test,Cr,25,,400\n");

    [Fact]
    public void Build_OneMember_HasItsRowsOnly()
    {
        var data = Dataset.Build(Labs, Tables.AlloyContract(), "a", Split.Train, minimumRows: 2);
        Assert.Equal((2, 107, 2 * 107), (data.Rows, data.Inputs, data.X.Length));
        Assert.Equal([100, 200], data.Y);
        Assert.Equal([2, 3], data.Lines);
        Assert.Equal((1f, 0.75f, 0.25f), (data.X[25], data.X[107 + 25], data.X[107 + 27]));
    }

    [Fact]
    public void Build_TestRowsOfNoMember_AreThere()
    {
        var data = Dataset.Build(Labs, Tables.AlloyContract(), member: null, Split.Test);
        Assert.Equal([400], data.Y);
        Assert.Null(Assert.Single(data.Members));
    }

    [Fact]
    public void Build_WithoutAFilter_HasEveryRow() => Assert.Equal("a a b -", string.Join(" ", Dataset.Build(Labs, Tables.AlloyContract()).Members.Select(member => member ?? "-")));

    [Fact]
    public void Build_TooFewRows_NamesMemberFoundAndNeeded()
    {
        var refused = Tables.Refused(() => Dataset.Build(Labs, Tables.AlloyContract(), "b", Split.Train, minimumRows: 5));
        Assert.Equal("member 'b' for training has 1 rows where at least 5 are needed", refused.Problem);
        Assert.Equal("lab.csv", refused.Source);
    }

    [Fact]
    public void Build_TableWithoutTheTarget_NamesIt() =>
        Assert.Equal("yield_strength_MPa", Tables.Refused(() => Dataset.Build(
            Tables.Read("composition,test_temperature_C,route\nFe,1,cast\n"), Tables.AlloyContract())).Column);

    [Fact]
    public void SplitsOf_OtherWord_IsRefused()
    {
        var refused = Tables.Refused(() => Splits.Of(Tables.Read("split,composition,g_eV\nvalid,Fe,1\n").Rows[0], Tables.AlloyContract()));
        Assert.Equal((2, "split"), (refused.Row, refused.Column));
    }

    [Fact]
    public void SplitsOf_NoSplitColumn_KeepsSameInputsTogetherAndAboutAFifth()
    {
        string rows = string.Concat(Enumerable.Range(1, 500).Select(i => $"FeNi{i},{i}\nNi{i}Fe,{i}\n"));
        var table = Tables.Read("composition,g_eV\n" + rows);
        var contract = DataContract.Infer(table);
        Split[] splits = [.. table.Rows.Select(row => Splits.Of(row, contract))];
        Assert.All(splits.Chunk(2), pair => Assert.Equal(pair[0], pair[1]));
        Assert.InRange(splits.Count(split => split == Split.Test), 150, 250);
    }
}

using FedMat.Cli.Demo;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Cli.Tests;

/// <summary>A user's table, cut into members' tables and a common test set, or a mistake in it, named by its place.</summary>
public sealed class DemoDataTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Sample_HasThreeLabsAndATestSet()
    {
        DemoData data = DemoData.Sample();
        Assert.Equal(3, data.Members.Count);
        Assert.All(data.Members, member => Assert.True(member.Train.Rows >= DemoData.FewestRows));
        Assert.True(data.Test.Rows >= 20);
        Assert.True(data.Train.Rows + data.Test.Rows >= 150);
        Assert.False(data.IsInferred);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void Sample_ForMoreLabs_HoldsTheSameRows(int members)
    {
        DemoData three = DemoData.Sample();
        DemoData data = DemoData.Sample(members);
        Assert.Equal(members, data.Members.Count);
        Assert.All(data.Members, member => Assert.True(member.Train.Rows >= 2 * DemoData.FewestRows));
        Assert.Equal((three.Train.Rows, three.Test.Rows), (data.Train.Rows, data.Test.Rows));
        Assert.Equal(three.Train.X, data.Train.X);
        Assert.Equal(data.Members.Select(member => member.Table), DemoData.Sample(members).Members.Select(member => member.Table));
    }

    [Fact]
    public void Cut_HalvesTheLargestMemberInTurns() => Assert.Equal(
        "member,x\na-1,1\nb,2\na-2,3\na-1,4\n", SampleCut.Into("member,x\na,1\nb,2\na,3\na,4\n", 3));

    [Fact]
    public void Table_IsCutIntoMembersAndATestSet()
    {
        DemoData data = Read(Tables.Of(4));
        Assert.Equal(["a", "b", "c", "d"], data.Members.Select(member => member.Name));
        Assert.All(data.Members, member => Assert.Equal(12, member.Train.Rows));
        Assert.Equal((48, 8), (data.Train.Rows, data.Test.Rows));
        Assert.True(data.IsInferred);
    }

    /// <summary>A node reads what the comparison trained on, and none of the test rows.</summary>
    [Fact]
    public void MembersTable_HoldsItsOwnTrainingRowsAlone()
    {
        DemoData data = Read(Tables.Of(3));
        Table table = Table.Read(new StringReader(data.Members[1].Table), "data.csv");
        Assert.Equal(["composition", "band_gap_eV"], table.Columns);
        Assert.Equal(data.Members[1].Train.X, Dataset.Build(table, data.Contract).X);
        Assert.DoesNotContain("Ga13", data.Members[1].Table);
    }

    [Fact]
    public void CellsWithSeparators_ComeThroughUnharmed()
    {
        string text = Tables.Of(3).Replace("split,composition", "split,process,composition").Replace(",Ga", ",\"cast, \"\"slow\"\"\",Ga");
        Table table = Table.Read(new StringReader(Read(text).Members[0].Table), "data.csv");
        Assert.All(table.Rows, row => Assert.Equal("cast, \"slow\"", row["process"]));
    }

    [Fact]
    public void MissingFile_IsNamed() => Assert.Contains("nosuch.csv", Refused(() => DemoData.From(folder["nosuch.csv"])).Message);

    [Theory]
    [InlineData("a,train,Ga2As", "cells", null)]
    [InlineData("a,train,Xx2O3,1.0", "Xx", "composition")]
    [InlineData("a,train,GaAs,wide", "wide", "band_gap_eV")]
    [InlineData("a,train,GaAs,", "missing", "band_gap_eV")]
    [InlineData("a,trian,GaAs,1.0", "trian", "split")]
    [InlineData(",train,GaAs,1.0", "no member", "member")]
    public void BadRow_IsNamedByLineAndColumn(string row, string problem, string? column)
    {
        InputException error = Refused(() => Read(Tables.Of(3) + row + "\n"));
        Assert.Equal((44, column), (error.Row, error.Column));
        Assert.Contains(problem, error.Message);
        Assert.Contains("table.csv", error.Message);
    }

    [Fact]
    public void TargetWithoutUnit_IsNamed() => Assert.Equal("band_gap", Refused(() => Read(Tables.Of(3, "band_gap"))).Column);

    [Fact]
    public void TwoMembers_AreTooFew() => Assert.Contains("2 members", Refused(() => Read(Tables.Of(2))).Message);

    [Fact]
    public void NoMemberColumn_IsNamed() => Assert.Contains("'member'", Refused(() => Read("composition,band_gap_eV\nGaAs,1.4\n")).Message);

    [Fact]
    public void MemberWithTooFewRows_IsNamed() =>
        Assert.Contains("member 'z'", Refused(() => Read(Tables.Of(3) + "z,train,GaAs,1.0\n")).Message);

    [Fact]
    public void NoTestRows_AreSaidToBeMissing() =>
        Assert.Contains("test", Refused(() => Read(Tables.Of(3).Replace(",test,", ",train,"))).Message);

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a\tb")]
    [InlineData("a:b")]
    [InlineData("administrator")]
    [InlineData("Coordinator")]
    public void NameThatIsNoFolderOfItsOwn_IsRefused(string name) =>
        Assert.Equal("member", Refused(() => Read(Tables.Of(4).Replace("\nd,", $"\n{name},"))).Column);

    [Theory]
    [InlineData("Lab 7, north")]
    [InlineData("")]
    public void LongOrOddName_IsRefused(string odd)
    {
        string name = odd.Length == 0 ? new string('x', 65) : $"\"{odd}\"";
        Assert.Equal("member", Refused(() => Read(Tables.Of(4).Replace("\nd,", $"\n{name},"))).Column);
    }

    [Theory]
    [InlineData("Lab 7")]
    [InlineData("Universität-Nord_2.b")]
    [InlineData("实验室")]
    public void NameAsPeopleHaveThem_IsTaken(string name)
    {
        DemoData data = Read(Tables.Of(4).Replace("\nd,", $"\n{name},"));
        Assert.Contains(name, data.Members.Select(member => member.Name));
    }

    [Fact]
    public void FewestMembers_IsThePlansRule() => Assert.Equal(Plan.FewestMembers, Read(Tables.Of(Plan.FewestMembers)).Members.Count);

    private DemoData Read(string text) => DemoData.From(folder.Write("table.csv", text));

    private static InputException Refused(Func<DemoData> read) => Assert.Throws<InputException>(read);
}

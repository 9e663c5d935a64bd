namespace FedMat.EndToEnd.Tests;

/// <summary>A user's table with a mistake in it: exit code 2, a message with the place, and nothing left behind.</summary>
public sealed class BadTableTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task MissingFile_IsNamed() => await RefusedAsync("nosuch.csv", "nosuch.csv", "no such file");

    [Theory]
    [InlineData("a,Xx2O3,1.0", "row 62", "composition", "Xx")]
    [InlineData("a,GaAs,wide", "row 62", "band_gap_eV", "'wide' is not a number")]
    [InlineData("a,GaAs", "row 62", "cells")]
    [InlineData("a,\"GaAs,1.0", "row", "quote")]
    [InlineData(",GaAs,1.0", "row 62", "member")]
    [InlineData("a,GaAs,", "row 62", "band_gap_eV", "missing")]
    [InlineData("a/../../b,GaAs,1.0", "a/../../b", "name")]
    [InlineData("d,GaAs,1.0", "member 'd'", "rows")]
    [InlineData("administrator,GaAs,1.0", "administrator")]
    public async Task BadRow_IsNamed(string row, params string[] place) =>
        await RefusedAsync(folder.Write("table.csv", Table("band_gap_eV", 3) + row + "\n"), ["table.csv", .. place]);

    [Fact]
    public async Task TargetWithoutUnit_IsNamed() =>
        await RefusedAsync(folder.Write("table.csv", Table("band_gap", 3)), "table.csv", "column 'band_gap'", "unit");

    [Fact]
    public async Task TwoMembers_AreTooFew() =>
        await RefusedAsync(folder.Write("table.csv", Table("band_gap_eV", 2)), "table.csv", "2 members", "3");

    [Fact]
    public async Task NoMemberColumn_IsNamed() =>
        await RefusedAsync(folder.Write("table.csv", "composition,band_gap_eV\nGaAs,1.4\n"), "table.csv", "'member'");

    [Fact]
    public async Task NoTestRows_AreSaidToBeMissing() => await RefusedAsync(
        folder.Write("table.csv", Table("band_gap_eV", 3).Replace(",composition", ",split,composition").Replace(",Ga", ",train,Ga")), "table.csv", "test");

    [Fact]
    public async Task Folder_IsNoTable() => await RefusedAsync(folder.Path, "fedmat");

    [Fact]
    public async Task KeptFolderWithSomethingInIt_IsLeftAlone()
    {
        folder.Write("kept", "a file of the user");
        Finished demo = (await Running.ToEndAsync(folder.Path, "demo", "--keep", folder["kept"])).Expect(2);
        Assert.Contains(folder["kept"], demo.Errors);
        Assert.Equal("a file of the user", File.ReadAllText(folder["kept"]));
    }

    private async Task RefusedAsync(string file, params string[] place)
    {
        using TemporaryFolder work = new();
        Finished demo = (await Running.ToEndAsync(work.Path, "demo", "--json", "--data", file, "--keep", work["kept"])).Expect(2);
        Assert.Empty(demo.Output);
        Assert.All(place, part => Assert.Contains(part, demo.Errors));
        Assert.DoesNotContain("   at ", demo.Errors);
        Assert.Empty(Directory.GetFileSystemEntries(work.Path));
    }

    private static string Table(string target, int members) =>
        $"member,composition,{target}\n" + string.Concat(Enumerable.Range(0, 60).Select(row => $"{"abc"[row % members]},Ga{row + 1}As,{row % 7}.0\n"));
}

using FedMat.Materials;
using FedMat.Storage.Records;

namespace FedMat.Node.Tests;

public sealed class RecordImportTests : IDisposable
{
    private const string Header = "formula,temperature_C,route,paper,split,band_gap_eV\n";
    private const string Rows = "NaCl,25,cast,A,train,8.5\nZnO,300,rolled,A,train,3.3\nGaAs,,,B,test,1.4\n";
    private readonly ImportFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Import_KeepsWhatStoodThereAndWhatItMeans()
    {
        ImportResult result = await folder.ImportAsync("gaps.csv", Header + Rows);

        Assert.Equal((1, 3, 0, "gaps.csv"), (result.Import.Number, result.Import.Records, result.Import.Rejected, result.Import.File));
        StoredRecord[] records = await folder.RecordsAsync();
        Assert.Equal("""{"formula":"ZnO","temperature_C":"300","route":"rolled","paper":"A","split":"train","band_gap_eV":"3.3"}""", records[1].Source);
        Assert.Equal(
            """{"inputs":{"formula":"OZn","temperature_C":300,"route":"rolled"},"target":{"value":3.3},"groups":{"paper":"A"},"kept":{"split":"train"}}""",
            records[1].Derived);
        Assert.Equal($"{result.Import.Hash.ToString()[..24]}-3", records[1].Id);
        Assert.Equal(["gaps.csv"], folder.Files);
    }

    [Fact]
    public async Task Import_OfRowsThatDoNotFit_ReportsEachBesideTheFile()
    {
        ImportResult result = await folder.ImportAsync("gaps.csv", Header + Rows + "Xx2,25,cast,A,train,1\nZnS,25,forged,A,train,70\n");

        Assert.Equal((3, 2, folder["gaps.csv.rejected.csv"]), (result.Import.Records, result.Import.Rejected, result.RejectionFile));
        string[] lines = folder.Rejections("gaps.csv").Split('\n');
        Assert.Equal("row,column,value,reason", lines[0]);
        Assert.StartsWith("5,formula,Xx2,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("6,route,forged,", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("6,band_gap_eV,70,", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_OfTheSameBytesTwice_ChangesNothing()
    {
        ImportResult first = await folder.ImportAsync("gaps.csv", Header + Rows);
        ImportResult again = await folder.ImportAsync("copy.csv", Header + Rows);

        Assert.True(again.WasThere);
        Assert.Equal(first.Import, again.Import);
        Assert.Equal(3, await folder.Store.CountAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Import_OfAFileThatHasChanged_AsksWhetherItTakesTheOldOnesPlace()
    {
        await folder.ImportAsync("gaps.csv", Header + Rows);

        InputException refused = await Assert.ThrowsAsync<InputException>(() => folder.ImportAsync("gaps.csv", Header + Rows + "InP,25,cast,B,train,1.3\n"));
        ImportResult replaced = await folder.ImportAsync("gaps.csv", Header + Rows + "InP,25,cast,B,train,1.3\n", replace: true);

        Assert.Contains("--replace", refused.Remedy, StringComparison.Ordinal);
        Assert.Equal((1, 4), (replaced.Replaced, replaced.Import.Records));
        Assert.Single(await folder.Store.ImportsAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Import_OfNoRowThatFits_ImportsNothingAndSaysWhy()
    {
        InputException refused = await Assert.ThrowsAsync<InputException>(() => folder.ImportAsync("gaps.csv", Header + "Xx,25,cast,A,train,1\n"));

        Assert.Contains("none of its 1 rows fits", refused.Problem, StringComparison.Ordinal);
        Assert.Empty(await folder.Store.ImportsAsync(CancellationToken.None));
        Assert.Contains("Xx", folder.Rejections("gaps.csv"), StringComparison.Ordinal);
        Assert.Equal(["gaps.csv", "gaps.csv.rejected.csv"], folder.Files);
    }

    [Fact]
    public async Task Import_OfATableThatIsNotClear_ProposesAMappingThatCanBeCorrected()
    {
        const string Unclear = "material,T,gap\nNaCl,25,8.5\n";
        InputException refused = await Assert.ThrowsAsync<InputException>(() => folder.ImportAsync("old.csv", Unclear));
        string proposal = folder["old.csv.mapping.json"];
        Assert.Contains("--map", refused.Remedy, StringComparison.Ordinal);
        Assert.Equal(["material", "T", "gap"], TableMapping.Parse(File.ReadAllText(proposal), proposal).Columns.Select(column => column.Header));

        TableMapping corrected = TableMapping.Parse(
            """{"format":1,"contract":"gaps","headerRow":1,"columns":[{"header":"material","means":"formula"},{"header":"T","means":"temperature_C","unit":"K"},{"header":"gap","means":"band_gap_eV"}]}""",
            "mapping.json");
        ImportResult result = await folder.ImportAsync("old.csv", Unclear, corrected);

        Assert.Equal(1, result.Import.Records);
        Assert.Contains("\"temperature_C\":-248.1", Assert.Single(await folder.RecordsAsync()).Derived, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_ThatIsCancelled_LeavesNothing()
    {
        using CancellationTokenSource stop = new();
        File.WriteAllText(folder["gaps.csv"], Header + string.Concat(Enumerable.Repeat("NaCl,25,cast,A,train,8.5\n", 25_000)));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new RecordImport(folder.Store, folder.Contract).RunAsync(folder["gaps.csv"], null, replace: false, _ => stop.Cancel(), stop.Token));

        Assert.Equal(0, await folder.Store.CountAsync(CancellationToken.None));
        Assert.Empty(await folder.Store.ImportsAsync(CancellationToken.None));
        Assert.Equal(["gaps.csv"], folder.Files);
    }

    [Theory]
    [InlineData("missing.csv", "there is no such file")]
    [InlineData("state", "this is a folder")]
    public async Task Import_OfNoFile_SaysSo(string name, string why)
    {
        InputException refused = await Assert.ThrowsAsync<InputException>(() =>
            new RecordImport(folder.Store, folder.Contract).RunAsync(folder[name], null, replace: false, _ => { }, CancellationToken.None));

        Assert.StartsWith(why, refused.Problem, StringComparison.Ordinal);
    }
}

using Microsoft.Extensions.Logging.Abstractions;

namespace FedMat.Node.Tests;

public sealed class ImportWatchTests : IDisposable
{
    private const string Header = "formula,temperature_C,route,paper,split,band_gap_eV\n";
    private readonly ImportFolder folder = new();
    private readonly ImportWatch watch;

    public ImportWatchTests()
    {
        Directory.CreateDirectory(folder["in"]);
        watch = new ImportWatch(
            folder["in"], new RecordImport(folder.Store, folder.Contract), TimeProvider.System, NullLogger<ImportWatch>.Instance);
    }

    public void Dispose()
    {
        watch.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task File_ThatStays_IsImportedOnce()
    {
        Put("gaps.csv", Header + "NaCl,25,cast,A,train,8.5\n");

        await LookAsync(1);
        Assert.Equal(0, await CountAsync());
        await LookAsync(3);

        Assert.Equal(1, await CountAsync());
        Assert.Equal("import 1: 1 record of 1 row\n", Report("gaps.csv"));
        Assert.Single(await folder.Store.ImportsAsync(CancellationToken.None));
    }

    [Fact]
    public async Task File_ThatIsStillWritten_Waits()
    {
        Put("gaps.csv", Header + "NaCl,25,cast,A,train,8.5\n");
        await LookAsync(1);
        Put("gaps.csv", Header + "NaCl,25,cast,A,train,8.5\nZnO,25,cast,A,train,3.3\n");
        await LookAsync(1);
        Assert.Equal(0, await CountAsync());

        await LookAsync(1);

        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task File_ThatChanges_TakesItsOwnPlace()
    {
        Put("gaps.csv", Header + "NaCl,25,cast,A,train,8.5\n");
        await LookAsync(2);
        Put("gaps.csv", Header + "NaCl,25,cast,A,train,8.5\nZnO,25,cast,A,train,3.3\nXx,25,cast,A,train,3.3\n");
        await LookAsync(2);

        Assert.Equal(2, await CountAsync());
        Assert.StartsWith("import 2, in place of import 1: 2 records of 3 rows\n1 row left out; ", Report("gaps.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_ThatIsNotClear_IsImportedOnceItsMappingIsCorrected()
    {
        Put("old.csv", "material,T,gap\nNaCl,25,8.5\n");
        await LookAsync(3);
        Assert.Equal(0, await CountAsync());
        Assert.Contains("it is not clear how to read this table", Report("old.csv"), StringComparison.Ordinal);

        Put("old.csv.mapping.json",
            """{"format":1,"contract":"gaps","headerRow":1,"columns":[{"header":"material","means":"formula"},{"header":"gap","means":"band_gap_eV"}]}""");
        await LookAsync(2);

        Assert.Equal(1, await CountAsync());
        Assert.EndsWith("import 1: 1 record of 1 row\n", Report("old.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_ThatAreNoTables_AreLeftAlone()
    {
        Put("notes.txt", "hello");
        Put(".hidden.csv", Header);
        Put("gaps.csv.rejected.csv", "row,column,value,reason\n");

        await LookAsync(3);

        Assert.Equal([".hidden.csv", "gaps.csv.rejected.csv", "notes.txt"], Directory.GetFiles(folder["in"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private void Put(string name, string text) => File.WriteAllText(Path.Combine(folder["in"], name), text);

    private string Report(string name) => File.ReadAllText(Path.Combine(folder["in"], $"{name}.report.txt"));

    private Task<int> CountAsync() => folder.Store.CountAsync(CancellationToken.None);

    private async Task LookAsync(int times)
    {
        for (int i = 0; i < times; i++)
            await watch.LookAsync(CancellationToken.None);
    }
}

using System.Text;
using FedMat.Crypto;
using FedMat.Storage.Records;

namespace FedMat.Storage.Tests;

public sealed class RecordStoreTests : IDisposable
{
    private static readonly DateTimeOffset Now = StudyFolder.Now;
    private readonly TemporaryFolder folder = new();
    private readonly RecordStore store;

    public RecordStoreTests()
    {
        if (!OperatingSystem.IsWindows())
            System.IO.File.SetUnixFileMode(folder.Path, (UnixFileMode)0b111_101_101);
        store = RecordStore.Open(folder.Path, TimeProvider.System);
    }

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Take_KeepsTheRecordsWithWhereTheyCameFrom()
    {
        ImportRecord import = await TakeAsync("first", 3, rejected: 2);

        Assert.Equal((1, "first.csv", 3, 2, "steward"), (import.Number, import.File, import.Records, import.Rejected, import.Who));
        Assert.True(import.Taken > Now.AddYears(-50));
        StoredRecord[] records = await ReadAsync(import.Number);
        Assert.Equal(["{\"cell\":\"first 1\"}", "{\"cell\":\"first 2\"}", "{\"cell\":\"first 3\"}"], records.Select(record => record.Source));
        Assert.Equal([1, 2, 3], records.Select(record => record.Line));
        Assert.Equal(records[1], await store.FindAsync(records[1].Id, CancellationToken.None));
        Assert.Equal(import, await store.FindImportAsync(import.Hash, CancellationToken.None));
    }

    [Fact]
    public async Task Take_OfRecordsThatBreakOff_KeepsNothing()
    {
        static IEnumerable<NewRecord> Broken()
        {
            yield return Record("broken", 1);
            throw new InvalidDataException("the file ends in the middle");
        }

        await Assert.ThrowsAsync<InvalidDataException>(() => store.TakeAsync(File("broken"), null, Broken, () => 0, CancellationToken.None));

        Assert.Empty(await store.ImportsAsync(CancellationToken.None));
        Assert.Equal(0, await store.CountAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Take_InPlaceOfAnother_LeavesTheNewRecordsOnly()
    {
        ImportRecord first = await TakeAsync("first", 3);
        ImportRecord second = await store.TakeAsync(File("second"), first.Number, () => [Record("second", 1)], () => 0, CancellationToken.None);

        Assert.Equal([second], await store.ImportsAsync(CancellationToken.None));
        Assert.Equal("{\"cell\":\"second 1\"}", Assert.Single(await ReadAsync(null)).Source);
    }

    [Fact]
    public async Task Take_InPlaceOfAnotherThatBreaksOff_KeepsTheOther()
    {
        ImportRecord first = await TakeAsync("first", 3);

        await Assert.ThrowsAsync<InvalidDataException>(() => store.TakeAsync(
            File("second"), first.Number, () => throw new InvalidDataException("unreadable"), () => 0, CancellationToken.None));

        Assert.Equal(3, (await ReadAsync(first.Number)).Length);
    }

    [Fact]
    public async Task Ids_OfTheSameRowOfTheSameFile_AreTheSame()
    {
        ImportRecord first = await TakeAsync("first", 2);
        string[] ids = [.. (await ReadAsync(null)).Select(record => record.Id)];
        Assert.True(await store.DeleteImportAsync(first.Number, CancellationToken.None));
        await TakeAsync("other", 2);
        await TakeAsync("first", 2);

        Assert.Equal(ids, (await ReadAsync(3)).Select(record => record.Id));
        Assert.Equal(4, (await ReadAsync(null)).Select(record => record.Id).Distinct().Count());
    }

    /// <summary>Neither the database nor its log of changes has the values any longer.</summary>
    [Fact]
    public async Task Delete_LeavesNothingOfTheRecordsInTheFolder()
    {
        ImportRecord first = await TakeAsync("secret-alloy", 5000);
        await TakeAsync("other", 5);
        Assert.True(Contains("secret-alloy"));

        Assert.True(await store.DeleteImportAsync(first.Number, CancellationToken.None));

        Assert.False(Contains("secret-alloy"));
        Assert.True(Contains("other"));
        Assert.Equal(5, await store.CountAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Delete_OfOneRecord_LeavesTheOthers()
    {
        await TakeAsync("first", 3);
        StoredRecord second = (await ReadAsync(null))[1];

        Assert.True(await store.DeleteAsync(second.Id, CancellationToken.None));

        Assert.Equal([1, 3], (await ReadAsync(null)).Select(record => record.Line));
        Assert.False(Contains("first 2"));
        Assert.False(await store.DeleteAsync(second.Id, CancellationToken.None));
        Assert.False(await store.DeleteImportAsync(7, CancellationToken.None));
    }

    [Fact]
    public void Folder_IsItsOwnersAlone()
    {
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, new DirectoryInfo(folder.Path).UnixFileMode);
    }

    [Fact]
    public void Values_AreNotInTheTextOfARecord()
    {
        Assert.DoesNotContain("first", Record("first", 1).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("cell", new StoredRecord("0", 1, 1, "{\"cell\":1}", "{\"cell\":1}").ToString(), StringComparison.Ordinal);
    }

    private static NewImport File(string name) => new($"{name}.csv", Digest.Of(Encoding.UTF8.GetBytes(name)), "", "{}", "{}", "steward");

    private static NewRecord Record(string name, int line) => new(line, $"{{\"cell\":\"{name} {line}\"}}", $"{{\"value\":{line}}}");

    private Task<ImportRecord> TakeAsync(string name, int rows, int rejected = 0) => store.TakeAsync(
        File(name), null, () => Enumerable.Range(1, rows).Select(line => Record(name, line)), () => rejected, CancellationToken.None);

    private Task<StoredRecord[]> ReadAsync(int? import) => store.ReadAsync(import, records => records.ToArray(), CancellationToken.None);

    private bool Contains(string text) => Directory.GetFiles(folder.Path).Any(file =>
    {
        using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return bytes.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
    });
}

using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Node;

namespace FedMat.Storage.Tests.Node;

/// <summary>The hash-chained lines of what left.</summary>
public sealed class EgressLedgerTests : IDisposable
{
    private static readonly NewUpload Upload = new(NodeFolder.Round(1), Digest.Of("vector"u8), 100);

    private readonly NodeFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Note_OneAfterTheOther_EachLineFollowsFromTheOneBefore()
    {
        using NodeStore store = await folder.OpenAsync();
        await store.Egress.NoteAsync(NewEgress.Of(EgressKind.Vouch, null, "a"u8), default);
        await store.Egress.NoteWordsAsync([Word("advert"), Word("holding")], default);
        IReadOnlyList<StoredEgress> lines = await store.Egress.LinesAsync(default);
        Assert.Equal([1L, 2L, 3L], lines.Select(line => line.Number));
        Assert.Equal(lines.Select(line => line.Hash), Chain(lines));
    }

    [Fact]
    public async Task Note_AfterARestart_GoesOnFromTheLastLine()
    {
        using (NodeStore store = await folder.OpenAsync())
            await store.Egress.NoteAsync(NewEgress.Of(EgressKind.Vouch, null, "a"u8), default);
        using NodeStore again = await folder.OpenAsync();
        await again.Egress.NoteAsync(NewEgress.Of(EgressKind.Leave, null, "b"u8), default);
        IReadOnlyList<StoredEgress> lines = await again.Egress.LinesAsync(default);
        Assert.Equal(2, lines.Count);
        Assert.Equal(lines.Select(line => line.Hash), Chain(lines));
    }

    [Fact]
    public async Task Keep_WithAVectorAndWords_WritesThemDownInItsTransaction()
    {
        using NodeStore store = await folder.OpenWithSetupAsync();
        PromiseStep step = new()
        {
            Promises = [NodeFolder.Promise(1, 2, answer: "said")],
            Upload = Upload,
            Leaving = answers => answers.Select(answer => NewEgress.Word("agreement", Upload.Round, answer)),
        };
        (await store.Promises.KeepAsync(step, default)).OrThrow();
        IReadOnlyList<StoredEgress> lines = await store.Egress.LinesAsync(default);
        Assert.Equal([EgressKind.Vector, EgressKind.Word], lines.Select(line => line.Entry.Kind));
        Assert.Equal((Upload.Payload, Digest.Of("said"u8)), (lines[0].Entry.Payload, lines[1].Entry.Payload));
    }

    [Fact]
    public async Task Keep_AnAnswerThatWasKeptBefore_WritesThatOneDown()
    {
        using NodeStore store = await folder.OpenWithSetupAsync();
        (await NodeFolder.KeepAsync(store, NodeFolder.Promise(1, 2, answer: "first"))).OrThrow();
        PromiseStep again = new()
        {
            Promises = [NodeFolder.Promise(1, 2, answer: "second")],
            Leaving = answers => answers.Select(answer => NewEgress.Word("tags", Upload.Round, answer)),
        };
        (await store.Promises.KeepAsync(again, default)).OrThrow();
        Assert.Equal(Digest.Of("first"u8), Assert.Single(await store.Egress.LinesAsync(default)).Entry.Payload);
    }

    [Fact]
    public async Task Keep_RefusedStep_WritesNothingDown()
    {
        using NodeStore store = await folder.OpenAsync();
        PromiseStep step = new() { Promises = [NodeFolder.Promise(1, 2)], Upload = Upload, Leaving = _ => [Word("tags")] };
        Assert.False((await store.Promises.KeepAsync(step, default)).IsGiven);
        Assert.Empty(await store.Egress.LinesAsync(default));
    }

    [Fact]
    public async Task Keep_AReceiptTwice_WritesOneLineWithItsRoster()
    {
        using SigningKey coordinator = SigningKey.Create();
        SignedMessage<InputReceipt> receipt = SignedMessage<InputReceipt>.Sign(new InputReceipt(Digest.Of("s"u8), MemberId.Create(), Upload.Payload), coordinator);
        using NodeStore store = await folder.OpenWithSetupAsync();
        (await store.Promises.KeepAsync(new PromiseStep { Upload = Upload }, default)).OrThrow();
        UploadEnd end = new(Upload.Round, 100, receipt, Roster: 7);
        (await store.Promises.KeepAsync(new PromiseStep { Sent = [end] }, default)).OrThrow();
        (await store.Promises.KeepAsync(new PromiseStep { Sent = [end] }, default)).OrThrow();
        IReadOnlyList<StoredEgress> lines = await store.Egress.LinesAsync(default);
        Assert.Equal([EgressKind.Vector, EgressKind.Receipt], lines.Select(line => line.Entry.Kind));
        Assert.Equal((7, Upload.Payload), (lines[1].Roster, lines[1].Entry.Payload));
        Assert.True(lines[1].Receipt!.Value.Span.SequenceEqual(receipt.ToBytes()));
    }

    [Fact]
    public async Task Open_AStoreFromBeforeTheLedger_BeginsItWithItsVectors()
    {
        using (NodeStore store = await folder.OpenWithSetupAsync())
            (await store.Promises.KeepAsync(new PromiseStep { Upload = Upload }, default)).OrThrow();
        Change("DELETE FROM egress");
        using NodeStore again = await folder.OpenAsync();
        StoredUpload upload = Assert.Single(await again.Egress.ListAsync(null, default));
        StoredEgress line = Assert.Single(await again.Egress.LinesAsync(default));
        Assert.Equal((upload.Made, upload.Payload, upload.Bytes), (line.Made, line.Entry.Payload, line.Entry.Bytes));
    }

    [Fact]
    public async Task View_BesideAnOpenStore_ShowsOneMoment()
    {
        using NodeStore store = await folder.OpenAsync();
        await store.Egress.NoteWordsAsync([Word("advert")], default);
        using NodeView view = NodeView.Open(folder[""])!;
        Assert.Single(view.Egress(study: null));
        await store.Egress.NoteWordsAsync([Word("holding")], default);
        Assert.Single(view.Egress(study: null));
        using NodeView later = NodeView.Open(folder[""])!;
        Assert.Equal(2, later.Egress(NodeFolder.Study).Count());
    }

    [Fact]
    public async Task NoteByACommand_BesideAnOpenStore_IsALineOfItsChain()
    {
        using NodeStore store = await folder.OpenAsync();
        await store.Egress.NoteWordsAsync([Word("advert")], default);
        await EgressFile.NoteAsync(folder[""], NewEgress.Of(EgressKind.Leave, null, "a"u8), TimeProvider.System, default);
        await store.Egress.NoteWordsAsync([Word("holding")], default);
        IReadOnlyList<StoredEgress> lines = await store.Egress.LinesAsync(default);
        Assert.Equal([EgressKind.Word, EgressKind.Leave, EgressKind.Word], lines.Select(line => line.Entry.Kind));
        Assert.Equal(lines.Select(line => line.Hash), Chain(lines));
    }

    [Fact]
    public async Task NoteByACommand_BeforeTheNodeEverRan_LeavesItAsNew()
    {
        await EgressFile.NoteAsync(folder[""], NewEgress.Of(EgressKind.Join, null, "a"u8), TimeProvider.System, default);
        using NodeStore store = await folder.OpenAsync();
        Assert.Null(store.Promises.Restored);
        Assert.Single(await store.Egress.LinesAsync(default));
    }

    [Fact]
    public void View_OfAFolderWithoutAStore_IsNone() => Assert.Null(NodeView.Open(folder[""]));

    [Fact]
    public async Task View_OfAStoreThatAnOlderProgramWrote_IsRefused()
    {
        using (NodeStore store = await folder.OpenAsync())
            Change("PRAGMA user_version = 3");
        RefusedException error = Assert.Throws<RefusedException>(() => NodeView.Open(folder[""]));
        Assert.Equal(RefusalCode.StoreUnusable, error.Refusal.Code);
        Assert.Contains("start the node once", error.Refusal.Detail);
    }

    private static NewEgress Word(string stage) => NewEgress.Word(stage, NodeFolder.Round(1), System.Text.Encoding.UTF8.GetBytes(stage));

    private static IEnumerable<Digest> Chain(IEnumerable<StoredEgress> lines)
    {
        Digest hash = StoredEgress.Start;
        foreach (StoredEgress line in lines)
            yield return hash = line.HashAfter(hash);
    }

    private void Change(string sql) => folder.Run($"{sql}; SELECT 1");
}

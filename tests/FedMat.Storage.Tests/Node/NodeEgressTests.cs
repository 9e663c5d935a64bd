using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Node;

namespace FedMat.Storage.Tests.Node;

public sealed class NodeEgressTests : IDisposable
{
    private static readonly NewUpload Upload = new(NodeFolder.Round(1), Digest.Of("vector"u8), 100);

    private readonly NodeFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Keep_WithAnUpload_WritesItDownOnce()
    {
        using NodeStore store = await folder.OpenWithSetupAsync();
        await KeepAsync(store, new PromiseStep { Promises = [NodeFolder.Promise(1, 2)], Upload = Upload });
        await KeepAsync(store, new PromiseStep { Promises = [NodeFolder.Promise(1, 2)], Upload = Upload });
        StoredUpload line = Assert.Single(await store.Egress.ListAsync(NodeFolder.Study, default));
        Assert.Equal((Upload.Round, Upload.Payload, Upload.Bytes), (line.Round, line.Payload, line.Bytes));
        Assert.Equal((0, 0L, null), (line.Sends, line.BytesSent, line.Received));
    }

    [Fact]
    public async Task Keep_RefusedStep_WritesNoUploadDown()
    {
        using NodeStore store = await folder.OpenAsync();
        Outcome<byte[][]> refused = await store.Promises.KeepAsync(new PromiseStep { Promises = [NodeFolder.Promise(1, 2)], Upload = Upload }, default);
        Assert.False(refused.IsGiven);
        Assert.Empty(await store.Egress.ListAsync(null, default));
    }

    [Fact]
    public async Task Keep_EndsOfSending_AddsThemUpAndKeepsTheReceipt()
    {
        using SigningKey coordinator = SigningKey.Create();
        SignedMessage<InputReceipt> receipt =
            SignedMessage<InputReceipt>.Sign(new InputReceipt(Digest.Of("session"u8), MemberId.Create(), Upload.Payload), coordinator);
        using NodeStore store = await folder.OpenWithSetupAsync();
        await KeepAsync(store, new PromiseStep { Upload = Upload });
        await KeepAsync(store, new PromiseStep { Sent = [new UploadEnd(Upload.Round, 30, null)] });
        await KeepAsync(store, new PromiseStep { Sent = [new UploadEnd(Upload.Round, 70, receipt)] });
        StoredUpload line = Assert.Single(await store.Egress.ListAsync(null, default));
        Assert.Equal((2, 100L, receipt), (line.Sends, line.BytesSent, line.Receipt));
        Assert.NotNull(line.Received);
    }

    private static async Task KeepAsync(NodeStore store, PromiseStep step) => (await store.Promises.KeepAsync(step, default)).OrThrow();
}

using FedMat.Coordinator.Rounds;
using FedMat.Coordinator.Sums;
using FedMat.Crypto;
using FedMat.Storage.Coordinator;
using Grpc.Core;

namespace FedMat.Coordinator.Tests;

/// <summary>What one member can hold of a coordinator: so many streams, and one place for each vector.</summary>
public sealed class LimitTests : IAsyncLifetime
{
    private static readonly Digest Setup = Digest.Of("setup"u8);

    private readonly Consortium consortium = new();
    private CoordinatorStore store = null!;

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(consortium.Options.Folder);
        store = await consortium.OpenStoreAsync();
    }

    public async Task DisposeAsync()
    {
        store.Dispose();
        await consortium.DisposeAsync();
    }

    [Fact]
    public void Streams_OfOneMember_AreLimitedAndThoseOfOthersAreNot()
    {
        StreamLimit limit = new();
        IDisposable[] open = [.. Enumerable.Range(0, 64).Select(_ => limit.Enter(consortium.Nodes[0].Member))];

        RpcException error = Assert.Throws<RpcException>(() => limit.Enter(consortium.Nodes[0].Member));
        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
        limit.Enter(consortium.Nodes[1].Member).Dispose();
        open[0].Dispose();
        limit.Enter(consortium.Nodes[0].Member).Dispose();
    }

    [Fact]
    public async Task Slot_ThatTwoCallsWaitFor_GoesToTheNewest()
    {
        UploadSlots slots = new(store.Vectors);
        VectorKey vector = new(Setup, consortium.Nodes[0].Id, Digest.Of("vector"u8));
        UploadSlot first = (await slots.EnterAsync(vector, CancellationToken.None))!;
        Task<UploadSlot?> second = slots.EnterAsync(vector, CancellationToken.None);
        Task<UploadSlot?> third = slots.EnterAsync(vector, CancellationToken.None);

        first.Dispose();

        Assert.Null(await second.WaitAsync(Party.Soon));
        using UploadSlot? newest = await third.WaitAsync(Party.Soon);
        Assert.NotNull(newest);
    }
}

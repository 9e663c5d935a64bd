using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Node;

namespace FedMat.Storage.Tests.Node;

public sealed class NodeLedgerTests : IDisposable
{
    private static readonly Digest Family = Digest.Of("family"u8);

    private readonly NodeFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Keep_WithAList_WritesItDownOnce()
    {
        using NodeStore store = await OpenAsync(1);
        await SignAsync(store, 1, "abc");
        await SignAsync(store, 1, "abc");
        SignedList list = Assert.Single(await store.Ledger.ListsAsync(Family, default));
        Assert.Equal(
            (Family, SignedListKind.Exact, NodeFolder.Round(1), SignedListStatus.Open), (list.Family, list.Kind, list.Round, list.Status));
        Assert.Equal(NodeFolder.Text("abc"), list.Members.ToArray());
        Assert.Empty(await store.Ledger.ListsAsync(Digest.Of("other"u8), default));
    }

    [Fact]
    public async Task Keep_ListThatItsCheckRefuses_KeepsNeitherListNorAnswer()
    {
        using NodeStore store = await OpenAsync(1, 2);
        await SignAsync(store, 1, "abc");
        Outcome<byte[][]> refused = await SignAsync(store, 2, "ab");
        Assert.Equal(RefusalCode.CohortDiffers, refused.Refusal?.Code);
        Assert.Single(await store.Ledger.ListsAsync(Family, default));
        Assert.Empty(await store.Promises.ListAsync(NodeFolder.Setup(2), default));
    }

    [Fact]
    public async Task Keep_ListOfTwoFamilies_IsCheckedAndWrittenDownInBoth()
    {
        Digest other = Digest.Of("other"u8);
        using NodeStore store = await OpenAsync(1, 2);
        await SignAsync(store, 1, "abc", Family, other);
        Assert.Equal(RefusalCode.CohortDiffers, (await SignAsync(store, 2, "ab", Digest.Of("third"u8), other)).Refusal?.Code);
        Assert.Single(await store.Ledger.ListsAsync(Family, default));
        Assert.Single(await store.Ledger.ListsAsync(other, default));
        Assert.Empty(await store.Ledger.ListsAsync(Digest.Of("third"u8), default));
    }

    [Fact]
    public async Task Keep_DifferentListsAtOnce_OneIsSigned()
    {
        int[] setups = [.. Enumerable.Range(1, 10)];
        using NodeStore store = await OpenAsync(setups);
        Outcome<byte[][]>[] outcomes = await Task.WhenAll(setups.Select(setup => Task.Run(() => SignAsync(store, setup, $"list {setup}"))));
        Assert.Single(outcomes, outcome => outcome.IsGiven);
        Assert.Single(await store.Ledger.ListsAsync(Family, default));
    }

    [Theory]
    [InlineData(SetupStatus.Done, SignedListStatus.Done)]
    [InlineData(SetupStatus.Closed, SignedListStatus.Open)]
    public async Task Close_OfItsAttempt_LeavesAListOpenUnlessTheSumWasTaken(SetupStatus attempt, SignedListStatus list)
    {
        using NodeStore store = await OpenAsync(1);
        await SignAsync(store, 1, "abc");
        await store.Promises.CloseAsync(NodeFolder.Setup(1), attempt, default);
        Assert.Equal(list, Assert.Single(await store.Ledger.ListsAsync(Family, default)).Status);
    }

    [Fact]
    public async Task CloseLists_StrikesThoseOfTheAttemptAlone()
    {
        using NodeStore store = await OpenAsync(1, 2);
        await SignAsync(store, 1, "abc");
        await SignAsync(store, 2, "abc");
        await store.Ledger.CloseListsAsync([NodeFolder.Round(1)], default);
        Assert.Equal([SignedListStatus.Closed, SignedListStatus.Open], (await store.Ledger.ListsAsync(Family, default)).Select(list => list.Status));
    }

    [Fact]
    public async Task Rebuild_AddsWhatIsMissingAndMakesTheSnapshotComplete()
    {
        using NodeStore store = await OpenAsync(1);
        await SignAsync(store, 1, "abc");
        SnapshotRecord snapshot = await store.Snapshots.NumberAsync(Digest.Of("rows"u8), 10, _ => false, default);
        RecoveredList known = new(Family, SignedListKind.Exact, NodeFolder.Text("abc"), NodeFolder.Round(1));
        RecoveredList unknown = known with { Round = NodeFolder.Round(5) };
        await store.Ledger.RebuildAsync(snapshot.Number, [known, unknown, unknown], default);
        Assert.Equal([NodeFolder.Round(1), NodeFolder.Round(5)], (await store.Ledger.ListsAsync(Family, default)).Select(list => list.Round));
        Assert.True((await store.Snapshots.NumberAsync(snapshot.Rows, 10, _ => false, default)).Mark > snapshot.Mark);
    }

    private async Task<NodeStore> OpenAsync(params int[] setups)
    {
        NodeStore store = await folder.OpenAsync();
        foreach (int setup in setups)
            (await store.Promises.OpenAsync(NodeFolder.Round(setup), NodeFolder.Setup(setup), NodeFolder.Secrets(setup), default)).OrThrow();
        return store;
    }

    private static Task<Outcome<byte[][]>> SignAsync(NodeStore store, int setup, string members, params Digest[] families)
    {
        byte[] list = NodeFolder.Text(members);
        Refusal? Check(IReadOnlyList<SignedList> earlier) =>
            earlier.All(known => known.Members.Span.SequenceEqual(list)) ? null : new Refusal(RefusalCode.CohortDiffers, "another list");
        NewSignedList[] signed = [.. (families.Length > 0 ? families : [Family])
            .Select(family => new NewSignedList(family, SignedListKind.Exact, list, Check))];
        return store.Promises.KeepAsync(new PromiseStep { Promises = [NodeFolder.Promise(setup, 3) with { Lists = signed }] }, default);
    }
}

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
    public async Task Strike_OfAnAttempt_StrikesItsListsAlone()
    {
        using NodeStore store = await OpenAsync(1, 2);
        await SignAsync(store, 1, "abc");
        await SignAsync(store, 2, "abc");
        await store.Ledger.StrikeAsync(NodeFolder.Round(1), default);
        Assert.Equal([SignedListStatus.Closed, SignedListStatus.Open], (await store.Ledger.ListsAsync(Family, default)).Select(list => list.Status));
    }

    [Fact]
    public async Task Strike_OfAnOpenAttempt_ClosesItToo()
    {
        using NodeStore store = await OpenAsync(1);
        await SignAsync(store, 1, "abc");
        await store.Ledger.StrikeAsync(NodeFolder.Round(1), default);
        Assert.Equal(SetupStatus.Closed, (await store.Promises.FindAsync(NodeFolder.Round(1), default))?.Status);
        Assert.Null(await store.Promises.SecretsAsync(NodeFolder.Setup(1), default));
    }

    [Fact]
    public async Task Strike_OfAnAttemptWhoseSumWasAccepted_ChangesNothing()
    {
        using NodeStore store = await OpenAsync(1);
        await SignAsync(store, 1, "abc");
        await store.Promises.CloseAsync(NodeFolder.Setup(1), SetupStatus.Done, default);
        await store.Ledger.StrikeAsync(NodeFolder.Round(1), default);
        Assert.Equal(SetupStatus.Done, (await store.Promises.FindAsync(NodeFolder.Round(1), default))?.Status);
        Assert.Equal(SignedListStatus.Done, Assert.Single(await store.Ledger.ListsAsync(Family, default)).Status);
    }

    [Fact]
    public async Task Keep_ListAfterOneThatARestoredDatabaseDoesNotShow_IsRefusedUnlessItIsTheSame()
    {
        using NodeStore store = await OpenAsync(1, 2, 3);
        using NodeFolder backup = folder.Copy();
        await SignAsync(store, 1, "abc");
        backup.TakeKeyFile(folder);
        using NodeStore restored = await backup.OpenAsync();
        foreach (int setup in new[] { 4, 5 })
            (await NodeFolder.EnterAsync(restored, setup)).OrThrow();
        Assert.Equal(RefusalCode.PromisesRestored, (await SignAsync(restored, 4, "ab")).Refusal?.Code);
        Assert.True((await SignAsync(restored, 5, "abc")).IsGiven);
        Assert.True((await SignAsync(restored, 4, "ab", Digest.Of("other"u8))).IsGiven);
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

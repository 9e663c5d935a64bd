using FedMat.Protocol;
using FedMat.Storage.Node;
using Microsoft.Data.Sqlite;

namespace FedMat.Storage.Tests.Node;

public sealed class NodePromisesTests : IDisposable
{
    private readonly NodeFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Open_AfterARestart_SecretsAreThere()
    {
        using (await OpenWithSetupAsync())
        {
        }

        using NodeStore again = await folder.OpenAsync();
        SetupRecord setup = Assert.Single(await again.Promises.OpenSetupsAsync(NodeFolder.Study, default));
        Assert.Equal((NodeFolder.Round(1), NodeFolder.Setup(1), SetupStatus.Open), (setup.Round, setup.Setup, setup.Status));
        Assert.Equal(NodeFolder.Secrets(1), await again.Promises.SecretsAsync(NodeFolder.Setup(1), default));
    }

    [Fact]
    public async Task Open_Twice_IsOneAttempt()
    {
        using NodeStore store = await OpenWithSetupAsync();
        Outcome<SetupRecord> again = await store.Promises.OpenAsync(NodeFolder.Round(1), NodeFolder.Setup(1), NodeFolder.Secrets(1), default);
        Assert.Equal(Assert.Single(await store.Promises.OpenSetupsAsync(null, default)), again.Value);
    }

    [Fact]
    public async Task Open_WithOtherSecrets_IsAnError()
    {
        using NodeStore store = await OpenWithSetupAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => store.Promises.OpenAsync(NodeFolder.Round(1), NodeFolder.Setup(1), NodeFolder.Secrets(2), default));
        Assert.Equal(NodeFolder.Secrets(1), await store.Promises.SecretsAsync(NodeFolder.Setup(1), default));
    }

    [Fact]
    public async Task Open_SameRoundWithOtherTerms_IsRefused()
    {
        using NodeStore store = await OpenWithSetupAsync();
        Outcome<SetupRecord> other = await store.Promises.OpenAsync(NodeFolder.Round(1), NodeFolder.Setup(2), NodeFolder.Secrets(2), default);
        Assert.Equal(RefusalCode.RequestDiffers, other.Refusal?.Code);
        Assert.Null(await store.Promises.SecretsAsync(NodeFolder.Setup(2), default));
    }

    [Theory]
    [InlineData(SetupStatus.Closed)]
    [InlineData(SetupStatus.Done)]
    public async Task Open_OfARoundThatHasEnded_IsRefused(SetupStatus end)
    {
        using NodeStore store = await OpenWithSetupAsync();
        await store.Promises.CloseAsync(NodeFolder.Setup(1), end, default);
        Outcome<SetupRecord> again = await store.Promises.OpenAsync(NodeFolder.Round(1), NodeFolder.Setup(1), NodeFolder.Secrets(1), default);
        Assert.Equal(RefusalCode.AttemptClosed, again.Refusal?.Code);
        Assert.Equal(end, (await store.Promises.FindAsync(NodeFolder.Round(1), default))?.Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Keep_SameRequestAfterARestart_GivesTheFirstAnswer(bool isSecret)
    {
        using (NodeStore store = await OpenWithSetupAsync())
            await KeepAsync(store, NodeFolder.Promise(1, 2, answer: "first", isSecret: isSecret));
        using NodeStore again = await folder.OpenAsync();
        Outcome<byte[][]> kept = await KeepAsync(again, NodeFolder.Promise(1, 2, answer: "second", isSecret: isSecret));
        Assert.Equal(NodeFolder.Text("first"), Assert.Single(kept.OrThrow()));
    }

    [Fact]
    public async Task Keep_OtherRequest_IsRefusedNamingTheStageAndKeepsNothingOfTheStep()
    {
        using NodeStore store = await OpenWithSetupAsync();
        await KeepAsync(store, NodeFolder.Promise(1, 3));
        PromiseStep step = new()
        {
            Open = new NewSetup(NodeFolder.Round(2), NodeFolder.Setup(2), NodeFolder.Secrets(2)),
            Promises = [NodeFolder.Promise(1, 2), NodeFolder.Promise(2, 0), NodeFolder.Promise(1, 3, request: "other")],
            End = new SetupEnd(NodeFolder.Setup(1), SetupStatus.Closed),
        };
        Outcome<byte[][]> refused = await store.Promises.KeepAsync(step, default);
        Assert.Equal(RefusalCode.RequestDiffers, refused.Refusal?.Code);
        Assert.Contains("stage 3", refused.Refusal?.Detail);
        Assert.Equal([3], (await store.Promises.ListAsync(NodeFolder.Setup(1), default)).Select(promise => promise.Stage));
        Assert.Equal(NodeFolder.Setup(1), Assert.Single(await store.Promises.OpenSetupsAsync(null, default)).Setup);
    }

    [Fact]
    public async Task Keep_TwoPartsOfAStage_AreTwoPromises()
    {
        using NodeStore store = await OpenWithSetupAsync();
        await KeepAsync(store, NodeFolder.Promise(1, 5, request: "a", answer: "tags", part: 0));
        await KeepAsync(store, NodeFolder.Promise(1, 5, request: "b", answer: "state", part: 1));
        IReadOnlyList<StoredPromise> kept = await store.Promises.ListAsync(NodeFolder.Setup(1), default);
        Assert.Equal([(5, 0, "tags"), (5, 1, "state")], kept.Select(promise => (promise.Stage, promise.Part, Text(promise.Answer))));
        Assert.Equal(["a", "b"], kept.Select(promise => Text(promise.RequestBytes)));
    }

    [Fact]
    public async Task Keep_WithTheNextSetupOpened_KeepsBothAndRaisesTheMarkOnce()
    {
        using NodeStore store = await OpenWithSetupAsync();
        SetupRecord first = (await store.Promises.FindAsync(NodeFolder.Round(1), default))!;
        PromiseStep step = new()
        {
            Open = new NewSetup(NodeFolder.Round(2), NodeFolder.Setup(2), NodeFolder.Secrets(2)),
            Promises = [NodeFolder.Promise(1, 2, answer: "input"), NodeFolder.Promise(2, 0, answer: "advert")],
        };
        byte[][] answers = (await store.Promises.KeepAsync(step, default)).OrThrow();
        Assert.Equal(["input", "advert"], answers.Select(answer => Text(answer)));
        SetupRecord second = (await store.Promises.FindAsync(NodeFolder.Round(2), default))!;
        Assert.Equal(first.Mark + 1, second.Mark);
        Assert.Equal(NodeFolder.Secrets(2), await store.Promises.SecretsAsync(NodeFolder.Setup(2), default));
    }

    [Fact]
    public async Task Keep_ForAnUnknownSetup_IsRefused()
    {
        using NodeStore store = await OpenWithSetupAsync();
        Assert.Equal(RefusalCode.AttemptClosed, (await KeepAsync(store, NodeFolder.Promise(2, 0))).Refusal?.Code);
    }

    [Fact]
    public async Task Keep_ByManyAtOnceWithDifferentRequests_KeepsOne()
    {
        using NodeStore store = await OpenWithSetupAsync();
        Outcome<byte[][]>[] outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(number =>
            Task.Run(() => KeepAsync(store, NodeFolder.Promise(1, 4, request: $"list {number}")))));
        Assert.Single(outcomes, outcome => outcome.IsGiven);
        Assert.Single(await store.Promises.ListAsync(NodeFolder.Setup(1), default));
    }

    [Fact]
    public async Task Keep_OneStageTwiceInAStep_IsAnError()
    {
        using NodeStore store = await OpenWithSetupAsync();
        PromiseStep step = new() { Promises = [NodeFolder.Promise(1, 2), NodeFolder.Promise(1, 2, request: "other")] };
        await Assert.ThrowsAsync<ArgumentException>(() => store.Promises.KeepAsync(step, default));
    }

    [Fact]
    public async Task Keep_SecretsAndSecretAnswers_AreNowhereInThePlain()
    {
        using NodeStore store = await OpenWithSetupAsync();
        await KeepAsync(store, NodeFolder.Promise(1, 4, answer: "the share of a member", isSecret: true));
        await KeepAsync(store, NodeFolder.Promise(1, 3, answer: "what everybody may know"));
        Assert.True(folder.Holds(NodeFolder.Text("what everybody may know")));
        Assert.False(folder.Holds(NodeFolder.Text("the share of a member")));
        Assert.False(folder.Holds(NodeFolder.Secrets(1)));
    }

    [Theory]
    [InlineData(SetupStatus.Closed)]
    [InlineData(SetupStatus.Done)]
    public async Task Close_ErasesTheKeyAndWhatItSealedAndKeepsTheRest(SetupStatus status)
    {
        using NodeStore store = await OpenWithSetupAsync();
        await KeepAsync(store, NodeFolder.Promise(1, 2, answer: "signed"));
        await KeepAsync(store, NodeFolder.Promise(1, 4, answer: "shares", isSecret: true));
        await store.Promises.CloseAsync(NodeFolder.Setup(1), status, default);

        Assert.Null(await store.Promises.SecretsAsync(NodeFolder.Setup(1), default));
        Assert.Equal(["signed", null], (await store.Promises.ListAsync(NodeFolder.Setup(1), default)).Select(promise => Text(promise.Answer)));
        Assert.Equal(RefusalCode.AttemptClosed, (await KeepAsync(store, NodeFolder.Promise(1, 4, isSecret: true))).Refusal?.Code);
        Assert.Equal(RefusalCode.AttemptClosed, (await KeepAsync(store, NodeFolder.Promise(1, 5))).Refusal?.Code);
        Assert.Equal(NodeFolder.Text("signed"), (await KeepAsync(store, NodeFolder.Promise(1, 2, answer: "again"))).OrThrow()[0]);
        Assert.Equal(-1, File.ReadAllBytes(folder.KeyFile).AsSpan().IndexOf(NodeFolder.Setup(1).ToArray()));
    }

    [Fact]
    public async Task Close_DropsSealedBytesFromTheDatabase()
    {
        using NodeStore store = await OpenWithSetupAsync();
        await KeepAsync(store, NodeFolder.Promise(1, 4, isSecret: true));
        Assert.Equal(2, Run("SELECT (SELECT count(secrets) FROM setup) + (SELECT count(answer) FROM promise)"));
        await store.Promises.CloseAsync(NodeFolder.Setup(1), SetupStatus.Closed, default);
        Assert.Equal(0, Run("SELECT (SELECT count(secrets) FROM setup) + (SELECT count(answer) FROM promise)"));
    }

    [Fact]
    public async Task Keep_AnswerMovedToAnotherStageInTheDatabase_IsNotGiven()
    {
        using NodeStore store = await OpenWithSetupAsync();
        await KeepAsync(store, NodeFolder.Promise(1, 4, isSecret: true));
        Run("UPDATE promise SET stage = 5 RETURNING stage");
        Assert.Equal(RefusalCode.AttemptClosed, (await KeepAsync(store, NodeFolder.Promise(1, 5, isSecret: true))).Refusal?.Code);
        Assert.Null(Assert.Single(await store.Promises.ListAsync(NodeFolder.Setup(1), default)).Answer);
    }

    [Fact]
    public async Task Close_OfAnEndedOne_ChangesNothing()
    {
        using NodeStore store = await OpenWithSetupAsync();
        await store.Promises.CloseAsync(NodeFolder.Setup(1), SetupStatus.Done, default);
        await store.Promises.CloseAsync(NodeFolder.Setup(1), SetupStatus.Closed, default);
        Assert.Equal(SetupStatus.Done, (await store.Promises.FindAsync(NodeFolder.Round(1), default))?.Status);
    }

    [Fact]
    public async Task KeepClosing_BeforeStageFour_ClosesForGood()
    {
        using NodeStore store = await OpenWithSetupAsync();
        await KeepAsync(store, NodeFolder.Promise(1, 3));
        Assert.Equal(NodeFolder.Text("closed"), (await store.Promises.KeepClosingAsync(NodeFolder.Round(1), NodeFolder.Text("closed"), default)).OrThrow());
        Assert.Equal(NodeFolder.Text("closed"), (await store.Promises.KeepClosingAsync(NodeFolder.Round(1), NodeFolder.Text("later"), default)).OrThrow());
        Assert.Equal(RefusalCode.AttemptClosed, (await KeepAsync(store, NodeFolder.Promise(1, 4, isSecret: true))).Refusal?.Code);
        Assert.Null(await store.Promises.SecretsAsync(NodeFolder.Setup(1), default));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task KeepClosing_AfterStageFour_IsRefused(bool isDone)
    {
        using NodeStore store = await OpenWithSetupAsync();
        await KeepAsync(store, NodeFolder.Promise(1, 4, isSecret: true));
        if (isDone)
            await store.Promises.CloseAsync(NodeFolder.Setup(1), SetupStatus.Done, default);
        Outcome<byte[]> refused = await store.Promises.KeepClosingAsync(NodeFolder.Round(1), NodeFolder.Text("closed"), default);
        Assert.Equal(RefusalCode.RequestDiffers, refused.Refusal?.Code);
    }

    [Fact]
    public async Task KeepClosing_OfAnAttemptThatWasNeverOpened_KeepsItFromBeingOpened()
    {
        using NodeStore store = await folder.OpenAsync();
        Assert.True((await store.Promises.KeepClosingAsync(NodeFolder.Round(1), NodeFolder.Text("closed"), default)).IsGiven);
        Outcome<SetupRecord> refused = await store.Promises.OpenAsync(NodeFolder.Round(1), NodeFolder.Setup(1), NodeFolder.Secrets(1), default);
        Assert.Equal(RefusalCode.AttemptClosed, refused.Refusal?.Code);
    }

    [Fact]
    public async Task OpenSetups_OfAnotherStudy_AreLeftOut()
    {
        using NodeStore store = await OpenWithSetupAsync();
        Assert.Empty(await store.Promises.OpenSetupsAsync(new StudyId(NodeFolder.Setup(9)), default));
        Assert.Single(await store.Promises.OpenSetupsAsync(NodeFolder.Study, default));
    }

    private async Task<NodeStore> OpenWithSetupAsync()
    {
        NodeStore store = await folder.OpenAsync();
        (await store.Promises.OpenAsync(NodeFolder.Round(1), NodeFolder.Setup(1), NodeFolder.Secrets(1), default)).OrThrow();
        return store;
    }

    private long Run(string sql)
    {
        using SqliteConnection database = new($"Data Source={folder["node.db"]};Pooling=False");
        database.Open();
        using SqliteCommand command = new(sql, database);
        return (long)command.ExecuteScalar()!;
    }

    private static Task<Outcome<byte[][]>> KeepAsync(NodeStore store, Promise promise) =>
        store.Promises.KeepAsync(new PromiseStep { Promises = [promise] }, default).WaitAsync(TimeSpan.FromSeconds(20));

    private static string? Text(ReadOnlyMemory<byte>? bytes) => bytes is { } known ? System.Text.Encoding.UTF8.GetString(known.Span) : null;
}

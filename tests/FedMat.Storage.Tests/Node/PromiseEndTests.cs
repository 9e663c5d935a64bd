using FedMat.Protocol;
using FedMat.Storage.Node;

namespace FedMat.Storage.Tests.Node;

/// <summary>How attempts end at a node.</summary>
public sealed class PromiseEndTests : IDisposable
{
    private readonly NodeFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(SetupStatus.Closed)]
    [InlineData(SetupStatus.Done)]
    public async Task Close_ErasesTheKeyAndWhatItSealedAndKeepsTheRest(SetupStatus status)
    {
        using NodeStore store = await folder.OpenWithSetupAsync();
        await NodeFolder.KeepAsync(store, NodeFolder.Promise(1, 2, answer: "signed"));
        await NodeFolder.KeepAsync(store, NodeFolder.Promise(1, 4, answer: "shares", isSecret: true));
        await store.Promises.CloseAsync(NodeFolder.Setup(1), status, default);

        Assert.Null(await store.Promises.SecretsAsync(NodeFolder.Setup(1), default));
        Assert.Equal(["signed", null], (await store.Promises.ListAsync(NodeFolder.Setup(1), default)).Select(promise => Text(promise.Answer)));
        Assert.Equal(RefusalCode.AttemptClosed, (await NodeFolder.KeepAsync(store, NodeFolder.Promise(1, 4, isSecret: true))).Refusal?.Code);
        Assert.Equal(RefusalCode.AttemptClosed, (await NodeFolder.KeepAsync(store, NodeFolder.Promise(1, 5))).Refusal?.Code);
        Assert.Equal(NodeFolder.Text("signed"), (await NodeFolder.KeepAsync(store, NodeFolder.Promise(1, 2, answer: "again"))).OrThrow()[0]);
        Assert.Equal(-1, File.ReadAllBytes(folder.KeyFile).AsSpan().IndexOf(NodeFolder.Setup(1).ToArray()));
    }

    [Fact]
    public async Task Close_DropsSealedBytesFromTheDatabase()
    {
        using NodeStore store = await folder.OpenWithSetupAsync();
        await NodeFolder.KeepAsync(store, NodeFolder.Promise(1, 4, isSecret: true));
        Assert.Equal(2, folder.Run("SELECT (SELECT count(secrets) FROM setup) + (SELECT count(answer) FROM promise)"));
        await store.Promises.CloseAsync(NodeFolder.Setup(1), SetupStatus.Closed, default);
        Assert.Equal(0, folder.Run("SELECT (SELECT count(secrets) FROM setup) + (SELECT count(answer) FROM promise)"));
    }

    [Fact]
    public async Task Close_OfAnEndedOne_ChangesNothing()
    {
        using NodeStore store = await folder.OpenWithSetupAsync();
        await store.Promises.CloseAsync(NodeFolder.Setup(1), SetupStatus.Done, default);
        await store.Promises.CloseAsync(NodeFolder.Setup(1), SetupStatus.Closed, default);
        Assert.Equal(SetupStatus.Done, (await store.Promises.FindAsync(NodeFolder.Round(1), default))?.Status);
    }

    [Fact]
    public async Task Newest_OfAnAnswer_IsThatOfTheHighestRound()
    {
        using NodeStore store = await folder.OpenWithSetupAsync();
        foreach (int number in new[] { 2, 3 })
            (await NodeFolder.EnterAsync(store, number)).OrThrow();
        Assert.Null(await store.Promises.NewestAsync(NodeFolder.Study, 5, 1, default));
        foreach (int number in new[] { 2, 1 })
        {
            await NodeFolder.KeepAsync(store, NodeFolder.Promise(number, 5, answer: $"state {number}", part: 1));
            await store.Promises.CloseAsync(NodeFolder.Setup(number), SetupStatus.Done, default);
        }

        Assert.Equal("state 2", Text((await store.Promises.NewestAsync(NodeFolder.Study, 5, 1, default))?.Answer));
    }

    [Fact]
    public async Task EndStudy_ClosesItsAttemptsAndKeepsNoAnswerButThatStageFourWasAnswered()
    {
        using NodeStore store = await folder.OpenWithSetupAsync();
        (await NodeFolder.EnterAsync(store, 2)).OrThrow();
        foreach (int stage in new[] { 2, 3, 4, 5 })
            await NodeFolder.KeepAsync(store, NodeFolder.Promise(1, stage, isSecret: stage == 4));
        await store.Promises.CloseAsync(NodeFolder.Setup(1), SetupStatus.Done, default);
        await store.Promises.EndStudyAsync(NodeFolder.Study, default);
        await store.Promises.EndStudyAsync(NodeFolder.Study, default);
        StoredPromise left = Assert.Single(await store.Promises.ListAsync(NodeFolder.Setup(1), default));
        Assert.Equal((4, null), (left.Stage, left.Answer));
        Assert.Equal(SetupStatus.Closed, (await store.Promises.FindAsync(NodeFolder.Round(2), default))?.Status);
        Outcome<byte[]> closing = await store.Promises.KeepClosingAsync(NodeFolder.Round(1), NodeFolder.Text("closed"), default);
        Assert.Equal(RefusalCode.RequestDiffers, closing.Refusal?.Code);
        Assert.Equal(RefusalCode.AttemptClosed, (await NodeFolder.EnterAsync(store, 1)).Refusal?.Code);
    }

    [Fact]
    public async Task EndStudy_LeavesTheAnswersOfOthersAlone()
    {
        using NodeStore store = await folder.OpenWithSetupAsync();
        await NodeFolder.KeepAsync(store, NodeFolder.Promise(1, 2));
        await store.Promises.EndStudyAsync(new StudyId(NodeFolder.Setup(9)), default);
        Assert.Single(await store.Promises.ListAsync(NodeFolder.Setup(1), default));
        Assert.Single(await store.Promises.OpenSetupsAsync(NodeFolder.Study, default));
    }

    [Fact]
    public async Task Expire_ClosesOldAttemptsBeforeStageThreeAlone()
    {
        using NodeStore store = await folder.OpenWithSetupAsync();
        foreach (int number in new[] { 2, 3 })
            (await NodeFolder.EnterAsync(store, number)).OrThrow();
        await NodeFolder.KeepAsync(store, NodeFolder.Promise(1, 2));
        await NodeFolder.KeepAsync(store, NodeFolder.Promise(2, 3));
        DateTimeOffset now = (await store.Promises.FindAsync(NodeFolder.Round(3), default))!.Created;
        Assert.Equal(NodeFolder.Round(1), Assert.Single(await store.Promises.ExpireAsync(NodeFolder.Study, now, default)).Round);
        Assert.Null(await store.Promises.SecretsAsync(NodeFolder.Setup(1), default));
        Assert.Equal([2, 3], (await store.Promises.OpenSetupsAsync(NodeFolder.Study, default)).Select(setup => setup.Round.Round));
    }

    [Theory]
    [InlineData(3, 4)]
    [InlineData(4, 3)]
    public async Task Keep_AnotherListAtStageFourThanAtStageThree_IsRefused(int first, int second)
    {
        using NodeStore store = await folder.OpenWithSetupAsync();
        await NodeFolder.KeepAsync(store, NodeFolder.Promise(1, first));
        Assert.Equal(RefusalCode.RequestDiffers, (await NodeFolder.KeepAsync(store, NodeFolder.Promise(1, second, request: "other"))).Refusal?.Code);
        Assert.True((await NodeFolder.KeepAsync(store, NodeFolder.Promise(1, second))).IsGiven);
    }

    [Fact]
    public async Task KeepClosing_BeforeStageFour_ClosesForGood()
    {
        using NodeStore store = await folder.OpenWithSetupAsync();
        await NodeFolder.KeepAsync(store, NodeFolder.Promise(1, 3));
        Assert.Equal(NodeFolder.Text("closed"), (await store.Promises.KeepClosingAsync(NodeFolder.Round(1), NodeFolder.Text("closed"), default)).OrThrow());
        Assert.Equal(NodeFolder.Text("closed"), (await store.Promises.KeepClosingAsync(NodeFolder.Round(1), NodeFolder.Text("later"), default)).OrThrow());
        Assert.Equal(RefusalCode.AttemptClosed, (await NodeFolder.KeepAsync(store, NodeFolder.Promise(1, 4, isSecret: true))).Refusal?.Code);
        Assert.Null(await store.Promises.SecretsAsync(NodeFolder.Setup(1), default));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task KeepClosing_AfterStageFour_IsRefused(bool isDone)
    {
        using NodeStore store = await folder.OpenWithSetupAsync();
        await NodeFolder.KeepAsync(store, NodeFolder.Promise(1, 4, isSecret: true));
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

    private static string? Text(byte[]? bytes) => bytes is null ? null : System.Text.Encoding.UTF8.GetString(bytes);
}

using FedMat.Protocol;
using FedMat.Storage.Node;

namespace FedMat.Storage.Tests.Node;

public sealed class NodePromisesTests : IDisposable
{
    private readonly NodeFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Open_AfterARestart_SecretsAreThere()
    {
        using (await folder.OpenWithSetupAsync())
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
        using NodeStore store = await folder.OpenWithSetupAsync();
        Outcome<SetupRecord> again = await store.Promises.OpenAsync(NodeFolder.Round(1), NodeFolder.Setup(1), NodeFolder.Secrets(1), default);
        Assert.Equal(Assert.Single(await store.Promises.OpenSetupsAsync(null, default)), again.Value);
    }

    [Fact]
    public async Task Open_WithOtherSecrets_IsAnError()
    {
        using NodeStore store = await folder.OpenWithSetupAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => store.Promises.OpenAsync(NodeFolder.Round(1), NodeFolder.Setup(1), NodeFolder.Secrets(2), default));
        Assert.Equal(NodeFolder.Secrets(1), await store.Promises.SecretsAsync(NodeFolder.Setup(1), default));
    }

    [Fact]
    public async Task Open_SameRoundWithOtherTerms_IsRefused()
    {
        using NodeStore store = await folder.OpenWithSetupAsync();
        Outcome<SetupRecord> other = await store.Promises.OpenAsync(NodeFolder.Round(1), NodeFolder.Setup(2), NodeFolder.Secrets(2), default);
        Assert.Equal(RefusalCode.RequestDiffers, other.Refusal?.Code);
        Assert.Null(await store.Promises.SecretsAsync(NodeFolder.Setup(2), default));
    }

    [Theory]
    [InlineData(SetupStatus.Closed)]
    [InlineData(SetupStatus.Done)]
    public async Task Open_OfARoundThatHasEnded_IsRefused(SetupStatus end)
    {
        using NodeStore store = await folder.OpenWithSetupAsync();
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
        using (NodeStore store = await folder.OpenWithSetupAsync())
            await NodeFolder.KeepAsync(store, NodeFolder.Promise(1, 2, answer: "first", isSecret: isSecret));
        using NodeStore again = await folder.OpenAsync();
        Outcome<byte[][]> kept = await NodeFolder.KeepAsync(again, NodeFolder.Promise(1, 2, answer: "second", isSecret: isSecret));
        Assert.Equal(NodeFolder.Text("first"), Assert.Single(kept.OrThrow()));
    }

    [Fact]
    public async Task Keep_OtherRequest_IsRefusedNamingTheStageAndKeepsNothingOfTheStep()
    {
        using NodeStore store = await folder.OpenWithSetupAsync();
        await NodeFolder.KeepAsync(store, NodeFolder.Promise(1, 3));
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
        using NodeStore store = await folder.OpenWithSetupAsync();
        await NodeFolder.KeepAsync(store, NodeFolder.Promise(1, 5, request: "a", answer: "tags", part: 0));
        await NodeFolder.KeepAsync(store, NodeFolder.Promise(1, 5, request: "b", answer: "state", part: 1));
        IReadOnlyList<StoredPromise> kept = await store.Promises.ListAsync(NodeFolder.Setup(1), default);
        Assert.Equal([(5, 0, "tags"), (5, 1, "state")], kept.Select(promise => (promise.Stage, promise.Part, Text(promise.Answer))));
        Assert.Equal(["a", "b"], kept.Select(promise => Text(promise.RequestBytes)));
    }

    [Fact]
    public async Task Keep_WithTheNextSetupOpened_KeepsBothAndRaisesTheMarkOnce()
    {
        using NodeStore store = await folder.OpenWithSetupAsync();
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
        using NodeStore store = await folder.OpenWithSetupAsync();
        Assert.Equal(RefusalCode.AttemptClosed, (await NodeFolder.KeepAsync(store, NodeFolder.Promise(2, 0))).Refusal?.Code);
    }

    [Fact]
    public async Task Keep_ByManyAtOnceWithDifferentRequests_KeepsOne()
    {
        using NodeStore store = await folder.OpenWithSetupAsync();
        Outcome<byte[][]>[] outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(number =>
            Task.Run(() => NodeFolder.KeepAsync(store, NodeFolder.Promise(1, 4, request: $"list {number}")))));
        Assert.Single(outcomes, outcome => outcome.IsGiven);
        Assert.Single(await store.Promises.ListAsync(NodeFolder.Setup(1), default));
    }

    [Fact]
    public async Task Keep_OneStageTwiceInAStep_IsAnError()
    {
        using NodeStore store = await folder.OpenWithSetupAsync();
        PromiseStep step = new() { Promises = [NodeFolder.Promise(1, 2), NodeFolder.Promise(1, 2, request: "other")] };
        await Assert.ThrowsAsync<ArgumentException>(() => store.Promises.KeepAsync(step, default));
    }

    [Fact]
    public async Task Keep_SecretsAndSecretAnswers_AreNowhereInThePlain()
    {
        using NodeStore store = await folder.OpenWithSetupAsync();
        await NodeFolder.KeepAsync(store, NodeFolder.Promise(1, 4, answer: "the share of a member", isSecret: true));
        await NodeFolder.KeepAsync(store, NodeFolder.Promise(1, 3, answer: "what everybody may know"));
        Assert.True(folder.Holds(NodeFolder.Text("what everybody may know")));
        Assert.False(folder.Holds(NodeFolder.Text("the share of a member")));
        Assert.False(folder.Holds(NodeFolder.Secrets(1)));
    }

    [Fact]
    public async Task Keep_AnswerMovedToAnotherStageInTheDatabase_IsNotGiven()
    {
        using NodeStore store = await folder.OpenWithSetupAsync();
        await NodeFolder.KeepAsync(store, NodeFolder.Promise(1, 4, isSecret: true));
        folder.Run("UPDATE promise SET stage = 5 RETURNING stage");
        Assert.Equal(RefusalCode.AttemptClosed, (await NodeFolder.KeepAsync(store, NodeFolder.Promise(1, 5, isSecret: true))).Refusal?.Code);
        Assert.Null(Assert.Single(await store.Promises.ListAsync(NodeFolder.Setup(1), default)).Answer);
    }

    [Fact]
    public async Task OpenSetups_OfAnotherStudy_AreLeftOut()
    {
        using NodeStore store = await folder.OpenWithSetupAsync();
        Assert.Empty(await store.Promises.OpenSetupsAsync(new StudyId(NodeFolder.Setup(9)), default));
        Assert.Single(await store.Promises.OpenSetupsAsync(NodeFolder.Study, default));
    }

    private static string? Text(byte[]? bytes) => bytes is null ? null : System.Text.Encoding.UTF8.GetString(bytes);
}

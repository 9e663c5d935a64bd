using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Wire;

namespace FedMat.Node.Tests;

public sealed class AttemptQueueTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly StudyId Study = new(Digest.Of([1]));
    private static readonly StudyId OtherStudy = new(Digest.Of([2]));

    [Fact]
    public async Task Take_NewerAttemptOfAStudy_TakesTheOldersPlace()
    {
        using AttemptQueue queue = new();
        queue.Offer(Notice(Study, 1, 1));
        queue.Offer(Notice(Study, 1, 2));
        Assert.Equal(2, (await TakeAsync(queue)).Notice.Round.Attempt);
        Assert.False(queue.TakeAsync(default).IsCompleted);
    }

    [Fact]
    public async Task Offer_NewerThanTheRunningOne_CancelsIt()
    {
        using AttemptQueue queue = new();
        queue.Offer(Notice(Study, 1, 1));
        Turn turn = await TakeAsync(queue);
        queue.Offer(Notice(Study, 2, 1));
        await CancelledAsync(turn);
        Assert.Equal(2, (await TakeAsync(queue)).Notice.Round.Round);
    }

    [Fact]
    public async Task Offer_TheRunningOneAgain_IsTakenOnceMoreAfterIt()
    {
        using AttemptQueue queue = new();
        queue.Offer(Notice(Study, 1, 1));
        Turn turn = await TakeAsync(queue);
        queue.Offer(Notice(Study, 1, 1));
        Assert.False(turn.Past.IsCancellationRequested);
        Assert.Equal(turn.Notice, (await TakeAsync(queue)).Notice);
        Assert.False(queue.TakeAsync(default).IsCompleted);
    }

    [Fact]
    public async Task Offer_OfAnotherStudy_WaitsItsTurn()
    {
        using AttemptQueue queue = new();
        queue.Offer(Notice(Study, 1, 1));
        Turn turn = await TakeAsync(queue);
        queue.Offer(Notice(OtherStudy, 1, 1));
        Assert.False(turn.Past.IsCancellationRequested);
        Assert.Equal(OtherStudy, (await TakeAsync(queue)).Notice.Round.Study);
    }

    [Fact]
    public async Task Withdraw_CancelsAndForgets()
    {
        using AttemptQueue queue = new();
        queue.Offer(Notice(Study, 1, 1));
        Turn turn = await TakeAsync(queue);
        queue.Withdraw(Study);
        await CancelledAsync(turn);
        Assert.False(queue.TakeAsync(default).IsCompleted);
    }

    private static Task<Turn> TakeAsync(AttemptQueue queue) => queue.TakeAsync(default).WaitAsync(Patience);

    private static async Task CancelledAsync(Turn turn)
    {
        TaskCompletionSource cancelled = new();
        await using CancellationTokenRegistration registration = turn.Past.Register(cancelled.SetResult);
        await cancelled.Task.WaitAsync(Patience);
    }

    private static AttemptNotice Notice(StudyId study, int round, int attempt) =>
        new(new RoundId(study, round, attempt), Digest.Of([3]), Digest.Of([4]), 5, DateTimeOffset.UnixEpoch);
}

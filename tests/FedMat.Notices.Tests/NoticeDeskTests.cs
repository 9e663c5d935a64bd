using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace FedMat.Notices.Tests;

public sealed class NoticeDeskTests : IDisposable
{
    private static readonly NoticeParty Party = new("c0ffee", "lab-1");
    private readonly string folder = Directory.CreateTempSubdirectory("fedmat-").FullName;
    private readonly LeapingTime time = new();
    private readonly ScriptedChannel channel = new();
    private readonly Lines log = new();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Notice_ToldTwiceInADay_IsSentOnce()
    {
        await using Running desk = await StartAsync();

        desk.Tell(Of("one"), Of("one"), Of("two"));

        Assert.Equal(["one", "two"], [(await channel.TakenAsync()).Subject, (await channel.TakenAsync()).Subject]);
    }

    [Theory]
    [InlineData(NoticeKind.PlanWaits, 23, false)]
    [InlineData(NoticeKind.PlanWaits, 24, true)]
    [InlineData(NoticeKind.RosterEnds, 167, false)]
    [InlineData(NoticeKind.RosterEnds, 168, true)]
    public void Notice_Again_IsToldAfterItsPause(NoticeKind kind, int hours, bool isTold)
    {
        NoticeMemory memory = new(folder);
        memory.Take(Of("one", kind), time.Now);

        Assert.Equal(isTold, memory.Take(Of("one", kind), time.Now.AddHours(hours)));
    }

    [Fact]
    public void Notices_BeyondTheDaysNumber_AreNotTold()
    {
        NoticeMemory memory = new(folder);

        Assert.Equal(NoticeMemory.MostADay, Enumerable.Range(0, 300).Count(number => memory.Take(Of($"{number}"), time.Now)));
        Assert.True(memory.Take(Of("tomorrow"), time.Now.AddDays(1)));
    }

    [Fact]
    public void Notice_ThatWasSent_IsNotToldAfterARestart()
    {
        new NoticeMemory(folder).Keep(Of("one"), time.Now);

        Assert.False(new NoticeMemory(folder).Take(Of("one"), time.Now.AddHours(1)));
    }

    [Fact]
    public void Notice_ThatStillWaited_IsToldAfterARestart()
    {
        Assert.True(new NoticeMemory(folder).Take(Of("one"), time.Now));

        Assert.True(new NoticeMemory(folder).Take(Of("one"), time.Now));
    }

    [Fact]
    public void Memory_ThatIsDamaged_IsBegunAnew()
    {
        File.WriteAllText(Path.Combine(folder, "notices.json"), "{ nothing");

        Assert.True(new NoticeMemory(folder).Take(Of("one"), time.Now));
    }

    [Fact]
    public async Task Notice_ThatFailsAtFirst_IsTriedAgain()
    {
        channel.Failures = 3;
        await using Running desk = await StartAsync();

        desk.Tell(Of("one"));

        Assert.Equal("one", (await channel.TakenAsync()).Subject);
        Assert.Equal(4, channel.Tries);
    }

    [Fact]
    public async Task Notice_ThatFailsForADay_IsDroppedWithAWordInTheLog()
    {
        channel.Failures = int.MaxValue;
        await using Running desk = await StartAsync();

        desk.Tell(Of("one"));

        string line = await log.WithAsync("dropped");
        Assert.Equal("Notice 'planWaits' dropped after a day: a way: not now", line);
        Assert.InRange(channel.Tries, 20, 60);
    }

    [Fact]
    public async Task Way_ThatFails_HoldsNoOtherUp()
    {
        ScriptedChannel broken = new() { Failures = int.MaxValue };
        await using Running desk = await StartAsync(broken, channel);

        desk.Tell(Of("one"));

        Assert.Equal("one", (await channel.TakenAsync()).Subject);
    }

    [Fact]
    public async Task Stop_InTheMiddleOfATry_IsNotHeldUp()
    {
        HangingChannel hanging = new();
        NoticeDesk desk = new([hanging], folder, Party, time, log);
        await desk.StartAsync(default);
        desk.Tell([Of("one")]);
        await hanging.Begun.Task.WaitAsync(TimeSpan.FromSeconds(20));

        await desk.StopAsync(default).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.False(desk.ExecuteTask!.IsFaulted);
        desk.Dispose();
    }

    [Fact]
    public async Task Queue_ThatIsFull_DropsTheNewest()
    {
        NoticeQueue queue = new(channel, Party, time, log);
        for (int number = 0; number <= NoticeQueue.Capacity; number++)
            queue.Offer(Of($"{number}"));

        Assert.Equal("Notice 'planWaits' dropped: a way: too many wait", await log.WithAsync("too many"));
    }

    private static Notice Of(string subject, NoticeKind kind = NoticeKind.PlanWaits) => new(kind, subject, "words that stay out of the log", DateTimeOffset.UnixEpoch);

    private Task<Running> StartAsync() => StartAsync(channel);

    private async Task<Running> StartAsync(params INoticeChannel[] channels)
    {
        NoticeDesk desk = new(channels, folder, Party, time, log);
        await desk.StartAsync(default);
        return new Running(desk);
    }

    private sealed class Running(NoticeDesk desk) : IAsyncDisposable
    {
        public void Tell(params Notice[] notices) => desk.Tell(notices);

        public async ValueTask DisposeAsync()
        {
            await desk.StopAsync(default).WaitAsync(TimeSpan.FromSeconds(20));
            desk.Dispose();
        }
    }

    /// <summary>Gets no answer, and fails in its own way when it is broken off.</summary>
    private sealed class HangingChannel : INoticeChannel
    {
        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Name => "a way";

        public async Task SendAsync(NoticeParty party, Notice notice, CancellationToken cancellation)
        {
            Begun.TrySetResult();
            TaskCompletionSource broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
            using CancellationTokenRegistration registration = cancellation.Register(() => broken.TrySetException(new IOException("broken off")));
            await broken.Task;
        }
    }

    private sealed class Lines : ILogger
    {
        private readonly ConcurrentQueue<string> lines = new();
        private readonly SemaphoreSlim written = new(0);

        public async Task<string> WithAsync(string part)
        {
            while (true)
            {
                Assert.True(await written.WaitAsync(TimeSpan.FromSeconds(20)), $"nothing with '{part}' was logged");
                if (lines.FirstOrDefault(line => line.Contains(part, StringComparison.Ordinal)) is { } found)
                    return found;
            }
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lines.Enqueue(formatter(state, exception));
            written.Release();
        }
    }
}

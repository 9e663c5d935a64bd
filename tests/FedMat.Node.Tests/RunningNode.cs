using System.Collections.Concurrent;
using FedMat.Learning;
using FedMat.Protocol;
using FedMat.Storage.Node;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FedMat.Node.Tests;

/// <summary>A whole node in this process, with a learner for tests and its log in memory.</summary>
internal sealed class RunningNode : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly IHost host;
    private readonly Lines lines;

    private RunningNode(IHost host, Lines lines)
    {
        this.host = host;
        this.lines = lines;
    }

    public IEnumerable<string> Log => lines.All.Select(line => line.Text);

    public SumDesk Sums => host.Services.GetRequiredService<SumDesk>();

    public NodeStore Store => host.Services.GetRequiredService<NodeStore>();

    public static async Task<RunningNode> StartAsync(
        TestConsortium consortium, CoordinatorDouble coordinator, ILearner? learner = null, TimeProvider? time = null, CoordinatorProxy? proxy = null,
        IContributionCheck? check = null)
    {
        Lines lines = new();
        IHost host = await NodeHost.BuildAsync(consortium.Options(coordinator.Address) with { Proxy = proxy ?? CoordinatorProxy.None }, default, services =>
        {
            services.AddSingleton<Func<Plan, ILearner>>(_ => learner ?? new CountingLearner());
            services.RemoveAll<ILoggerProvider>();
            services.AddSingleton<ILoggerProvider>(lines);
            services.AddSingleton(time ?? TimeProvider.System);
            if (check is not null)
                services.AddSingleton(check);
            // Everything that any part would write at its most talkative.
            services.PostConfigure<LoggerFilterOptions>(filter =>
            {
                filter.MinLevel = LogLevel.Trace;
                filter.Rules.Clear();
            });
        }).WaitAsync(Patience);
        await host.StartAsync().WaitAsync(Patience);
        return new RunningNode(host, lines);
    }

    /// <summary>Runs until the node stops by itself or is cancelled; throws what <c>fedmat node run</c> would tell.</summary>
    public static async Task RunAsync(TestConsortium consortium, CoordinatorDouble coordinator, ILearner learner, CancellationToken cancellation)
    {
        IHost host = await NodeHost.BuildAsync(
            consortium.Options(coordinator.Address), cancellation, services => services.AddSingleton<Func<Plan, ILearner>>(_ => learner));
        await NodeHost.RunAsync(host, cancellation).WaitAsync(Patience, CancellationToken.None);
    }

    /// <summary>Waits for a message of the catalogue, and for a text in it where one is given.</summary>
    public async Task<string> LoggedAsync(int eventId, string part = "")
    {
        using CancellationTokenSource bound = new(Patience);
        while (true)
        {
            Task next = lines.NextAsync();
            if (lines.All.FirstOrDefault(line => line.Id == eventId && line.Text.Contains(part, StringComparison.Ordinal)).Text is { } text)
                return text;
            await next.WaitAsync(bound.Token);
        }
    }

    /// <summary>Waits until an attempt is closed for good.</summary>
    public async Task ClosedAsync(RoundId round)
    {
        using CancellationTokenSource bound = new(Patience);
        while (await Store.Promises.FindAsync(round, bound.Token) is not { Status: SetupStatus.Closed })
            await Task.Delay(20, bound.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync().WaitAsync(Patience);
        host.Dispose();
    }

    private sealed class Lines : ILoggerProvider
    {
        private volatile TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ConcurrentQueue<(int Id, string Text)> All { get; } = new();

        public Task NextAsync() => next.Task;

        public ILogger CreateLogger(string categoryName) => new Logger(this);

        public void Dispose()
        {
        }

        private void Add(int id, string text)
        {
            All.Enqueue((id, text));
            Interlocked.Exchange(ref next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        }

        private sealed class Logger(Lines lines) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                lines.Add(eventId.Id, formatter(state, exception));
        }
    }
}

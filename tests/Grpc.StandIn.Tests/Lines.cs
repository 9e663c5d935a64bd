using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Grpc.StandIn.Tests;

/// <summary>Keeps what was logged.</summary>
public sealed class Lines : ILoggerProvider
{
    public ConcurrentQueue<(string Category, LogLevel Level, string Text)> All { get; } = new();

    private readonly SemaphoreSlim arrivals = new(0);

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, Keep);

    /// <summary>Waits for a line: a call's answer may be there before its last line is.</summary>
    public async Task SeenAsync(Func<(string Category, LogLevel Level, string Text), bool> wanted, CancellationToken patience)
    {
        while (!All.Any(wanted))
            await arrivals.WaitAsync(patience);
    }

    /// <summary>A line may come late, when the test is over: what it would signal stays.</summary>
    public void Dispose()
    {
    }

    private void Keep((string, LogLevel, string) line)
    {
        All.Enqueue(line);
        arrivals.Release();
    }

    private sealed class Logger(string category, Action<(string, LogLevel, string)> keep) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            keep((category, logLevel, formatter(state, exception)));
    }
}

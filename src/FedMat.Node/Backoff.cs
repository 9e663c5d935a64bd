using Grpc.Core;
using Polly;
using Polly.Retry;

namespace FedMat.Node;

/// <summary>
/// The transport's retries, the only ones at a node beside the store's: for ever, with growing pauses and jitter, so that a
/// coordinator that comes back is not met by all its nodes at one moment.
/// </summary>
internal static class Backoff
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <param name="time">Paces the tries.</param>
    /// <param name="handles">Which failures may pass by themselves.</param>
    /// <param name="onRetry">Says what is waited for, and how long.</param>
    public static ResiliencePipeline Pipeline(TimeProvider time, Func<Exception, bool> handles, Action<Exception, TimeSpan> onRetry) =>
        new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is { } error && handles(error)),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = Shortest,
                MaxDelay = Longest,
                OnRetry = arguments =>
                {
                    onRetry(arguments.Outcome.Exception!, arguments.RetryDelay);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();

    /// <summary>The network or the coordinator's process failed, and no "no" was said.</summary>
    public static bool IsTransient(Exception error) => error switch
    {
        RpcException rpc => rpc.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Internal
            or StatusCode.Cancelled or StatusCode.Aborted or StatusCode.Unknown or StatusCode.ResourceExhausted,
        HttpRequestException or TimeoutException => true,
        _ => false,
    };
}

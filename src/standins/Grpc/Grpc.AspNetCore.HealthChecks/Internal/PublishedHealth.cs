using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Grpc.AspNetCore.HealthChecks.Internal;

/// <summary>Hears the framework's periodic reports and lets watchers wait for the next one.</summary>
internal sealed class PublishedHealth : IHealthCheckPublisher
{
    private volatile TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes at the next report.</summary>
    public Task Next => _next.Task;

    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        TaskCompletionSource heard = _next;
        _next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        heard.SetResult();
        return Task.CompletedTask;
    }
}

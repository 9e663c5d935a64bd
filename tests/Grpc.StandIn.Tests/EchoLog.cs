namespace Grpc.StandIn.Tests;

/// <summary>What happened on the server, for tests to wait on.</summary>
public sealed class EchoLog
{
    public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

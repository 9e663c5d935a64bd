using System.Threading.RateLimiting;
using FedMat.Protocol;
using Grpc.Core;

namespace FedMat.Coordinator.Access;

/// <summary>
/// Bounds on whoever no roster names: all strangers together have so many connections and calls in a while. Members are not touched by them. Safe for many
/// threads.
/// </summary>
internal sealed class Strangers : IDisposable
{
    /// <summary>The largest request of a stranger, in bytes: a signed join request with room to spare.</summary>
    public const int RequestBytes = 16 << 10;

    /// <summary>In each <see cref="Window"/>.</summary>
    public const int Most = 120;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private static readonly string[] Doors = ["/fedmat.v1.Enrolment/Join", "/fedmat.v1.Enrolment/JoinStatus", "/grpc.health.v1.Health/Check"];

    private readonly FixedWindowRateLimiter connections = NewLimiter();
    private readonly FixedWindowRateLimiter calls = NewLimiter();

    /// <summary>Whether one more may connect now.</summary>
    public bool MayConnect()
    {
        using RateLimitLease lease = connections.AttemptAcquire();
        return lease.IsAcquired;
    }

    /// <summary>Lets a stranger's call pass: to join, and to ask whether the coordinator is there.</summary>
    /// <exception cref="RefusedException">FM101: any other call.</exception>
    /// <exception cref="RpcException">Too many at this time.</exception>
    public void Admit(string method)
    {
        using RateLimitLease lease = calls.AttemptAcquire();
        if (!lease.IsAcquired)
            throw new RpcException(new Status(StatusCode.ResourceExhausted, $"too many calls of callers that no roster names; try again in {Window.TotalSeconds} s"));
        // The path is as the caller wrote it, and routing takes upper and lower case for the same.
        if (!Doors.Contains(method, StringComparer.OrdinalIgnoreCase))
            throw new RefusedException(RefusalCode.UnknownCertificate, "the roster pins no such certificate; use the TLS file that was enrolled");
    }

    public void Dispose()
    {
        connections.Dispose();
        calls.Dispose();
    }

    private static FixedWindowRateLimiter NewLimiter() => new(new FixedWindowRateLimiterOptions { PermitLimit = Most, Window = Window, QueueLimit = 0 });
}

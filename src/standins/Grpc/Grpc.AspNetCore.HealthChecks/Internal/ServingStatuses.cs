using Microsoft.Extensions.Diagnostics.HealthChecks;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace Grpc.AspNetCore.HealthChecks.Internal;

/// <summary>One status out of many checks: not serving when any is unhealthy, unknown when there is none.</summary>
internal static class ServingStatuses
{
    public static ServingStatus Of(HealthReport report) =>
        report.Entries.Count == 0 ? ServingStatus.Unknown
        : report.Entries.Values.Any(entry => entry.Status == HealthStatus.Unhealthy) ? ServingStatus.NotServing
        : ServingStatus.Serving;
}

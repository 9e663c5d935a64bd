using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace Grpc.AspNetCore.HealthChecks.Internal;

/// <summary>
/// grpc.health.v1.Health over the framework's health checks. Check runs the checks; Watch runs them at the start and at
/// each of the framework's periodic reports, and sends what changed until the client or the server leaves.
/// </summary>
internal sealed class HealthService(
    HealthCheckService checks,
    PublishedHealth published,
    IOptions<GrpcHealthChecksOptions> options,
    IHostApplicationLifetime lifetime) : Grpc.Health.V1.Health.HealthBase
{
    public override async Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
    {
        ServingStatus status = await StatusAsync(request.Service, context.CancellationToken);
        return status == ServingStatus.ServiceUnknown
            ? throw new RpcException(new Status(StatusCode.NotFound, ""))
            : new HealthCheckResponse { Status = status };
    }

    public override async Task Watch(
        HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        ServingStatus? sent = null;
        try
        {
            while (true)
            {
                Task next = published.Next;
                ServingStatus status = await StatusAsync(request.Service, stop.Token);
                if (status != sent)
                    await responseStream.WriteAsync(new HealthCheckResponse { Status = status }, context.CancellationToken);
                sent = status;
                await next.WaitAsync(stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            if (context.CancellationToken.IsCancellationRequested)
                return;
            await responseStream.WriteAsync(new HealthCheckResponse { Status = ServingStatus.NotServing });
        }
    }

    private async Task<ServingStatus> StatusAsync(string service, CancellationToken cancellationToken)
    {
        if (options.Value.Services.Find(service) is not { } mapping)
            return ServingStatus.ServiceUnknown;
        HealthReport report = await checks.CheckHealthAsync(
            check => mapping.HealthCheckPredicate!(new HealthCheckMapContext(check.Name, check.Tags)), cancellationToken);
        return ServingStatuses.Of(report);
    }
}

namespace Grpc.AspNetCore.HealthChecks;

/// <summary>Which of the application's health checks stand for which service; the empty name stands for all of them.</summary>
public sealed class GrpcHealthChecksOptions
{
    public ServiceMappingCollection Services { get; } = [];
}

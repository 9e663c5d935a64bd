namespace Grpc.AspNetCore.HealthChecks;

/// <summary>A service and the health checks that decide its status.</summary>
public sealed class ServiceMapping(string name, Func<HealthCheckMapContext, bool> predicate)
{
    public string Name { get; } = name;

    public Func<HealthCheckMapContext, bool>? HealthCheckPredicate { get; } = predicate;
}

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>The names of the services that this server has; also the sign that AddGrpc was called.</summary>
internal sealed class MappedServices
{
    public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the answer to unknown services has been mapped.</summary>
    public bool HasFallback { get; set; }
}

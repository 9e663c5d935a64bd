namespace Grpc.AspNetCore.Server;

/// <summary>Settings of all services. Sizes are in bytes of one message; null means no limit.</summary>
public class GrpcServiceOptions
{
    public int? MaxSendMessageSize { get; set; }

    public int? MaxReceiveMessageSize { get; set; } = 4 * 1024 * 1024;

    /// <summary>Whether the client sees type and text of an unexpected exception. Off, and to be left off where data are private.</summary>
    public bool? EnableDetailedErrors { get; set; }

    public InterceptorCollection Interceptors { get; } = [];
}

/// <summary>Settings of one service, which start as a copy of those of all services.</summary>
public class GrpcServiceOptions<TService> : GrpcServiceOptions
    where TService : class
{
}

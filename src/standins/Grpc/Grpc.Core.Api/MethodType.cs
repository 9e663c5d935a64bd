namespace Grpc.Core;

/// <summary>Which sides of a call send a stream of messages.</summary>
public enum MethodType
{
    Unary,
    ClientStreaming,
    ServerStreaming,
    DuplexStreaming,
}

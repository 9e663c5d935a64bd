using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Grpc.Net.Client.Internal;

/// <summary>What the client logs, with the event numbers of the real package. No message content.</summary>
internal static partial class GrpcCallLog
{
    [LoggerMessage(1, LogLevel.Debug, "Starting gRPC call. Method type: '{MethodType}', URI: '{Uri}'.")]
    public static partial void StartingCall(ILogger logger, MethodType methodType, Uri uri);

    [LoggerMessage(2, LogLevel.Trace, "Response headers received.")]
    public static partial void ResponseHeadersReceived(ILogger logger);

    [LoggerMessage(3, LogLevel.Information, "Call failed with gRPC error status. Status code: '{StatusCode}', Message: '{StatusMessage}'.")]
    public static partial void GrpcStatusError(ILogger logger, StatusCode statusCode, string statusMessage, Exception? debugException);

    [LoggerMessage(4, LogLevel.Debug, "Finished gRPC call.")]
    public static partial void FinishedCall(ILogger logger);

    [LoggerMessage(7, LogLevel.Warning, "gRPC call deadline exceeded.")]
    public static partial void DeadlineExceeded(ILogger logger);

    [LoggerMessage(8, LogLevel.Debug, "gRPC call canceled.")]
    public static partial void CanceledCall(ILogger logger);

    [LoggerMessage(15, LogLevel.Trace, "Deserializing {MessageLength} byte message to '{MessageType}'.")]
    public static partial void DeserializingMessage(ILogger logger, int messageLength, Type messageType);

    [LoggerMessage(21, LogLevel.Trace, "Serialized '{MessageType}' to {MessageLength} byte message.")]
    public static partial void SerializedMessage(ILogger logger, Type messageType, int messageLength);
}

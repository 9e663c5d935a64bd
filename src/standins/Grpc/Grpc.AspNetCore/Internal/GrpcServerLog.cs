using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>What the server logs, with the event numbers of the real package. No message content.</summary>
internal static partial class GrpcServerLog
{
    [LoggerMessage(2, LogLevel.Information, "Request content-type of '{ContentType}' is not supported.")]
    public static partial void UnsupportedRequestContentType(ILogger logger, string? contentType);

    [LoggerMessage(3, LogLevel.Information, "Request protocol of '{Protocol}' is not supported.")]
    public static partial void UnsupportedRequestProtocol(ILogger logger, string? protocol);

    [LoggerMessage(4, LogLevel.Debug, "Request with timeout of {Timeout} has exceeded its deadline.")]
    public static partial void DeadlineExceeded(ILogger logger, TimeSpan timeout);

    [LoggerMessage(5, LogLevel.Debug, "Invalid grpc-timeout header value '{Timeout}' has been ignored.")]
    public static partial void InvalidTimeoutIgnored(ILogger logger, string timeout);

    [LoggerMessage(6, LogLevel.Error, "Error when executing service method '{ServiceMethod}'.")]
    public static partial void ErrorExecutingServiceMethod(ILogger logger, string serviceMethod, Exception ex);

    [LoggerMessage(7, LogLevel.Information, "Error status code '{StatusCode}' with detail '{Detail}' raised.")]
    public static partial void RpcConnectionError(ILogger logger, StatusCode statusCode, string detail, Exception? debugException);

    [LoggerMessage(9, LogLevel.Error, "Error occurred while trying to cancel the request due to deadline exceeded.")]
    public static partial void DeadlineCancellationError(ILogger logger, Exception ex);

    [LoggerMessage(12, LogLevel.Trace, "Deserializing {MessageLength} byte message to '{MessageType}'.")]
    public static partial void DeserializingMessage(ILogger logger, int messageLength, Type messageType);

    [LoggerMessage(18, LogLevel.Trace, "Serialized '{MessageType}' to {MessageLength} byte message.")]
    public static partial void SerializedMessage(ILogger logger, Type messageType, int messageLength);

    [LoggerMessage(21, LogLevel.Debug, "Resetting response stream with error code {ErrorCode}.")]
    public static partial void ResettingResponse(ILogger logger, int errorCode);

    [LoggerMessage(28, LogLevel.Information, "Service method '{ServiceMethod}' canceled.")]
    public static partial void ServiceMethodCanceled(ILogger logger, string serviceMethod, Exception ex);
}

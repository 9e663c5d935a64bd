using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Core.Wire;

namespace Grpc.Net.Client.Internal;

/// <summary>
/// The status that a response or a failure stands for (gRPC over HTTP/2, "Responses" and "Errors";
/// "HTTP to gRPC Status Code Mapping").
/// </summary>
internal static class StatusOf
{
    /// <summary>The status that ends the call at its headers, or null when messages may follow.</summary>
    public static Status? Headers(HttpResponseMessage response)
    {
        if (Read(response.Headers) is { } status)
            return status;
        if (response.Version < HttpVersion.Version20)
            return new Status(StatusCode.Internal, $"Bad gRPC response. Response protocol downgraded to HTTP/{response.Version}.");
        if (response.StatusCode != HttpStatusCode.OK)
            return new Status(Code(response.StatusCode), $"Bad gRPC response. HTTP status code: {(int)response.StatusCode}");
        string? contentType = response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var values) ? values.ToString() : null;
        if (contentType is null)
            return new Status(StatusCode.Cancelled, "Bad gRPC response. Response did not have a content-type header.");
        return Core.Wire.Headers.IsGrpc(contentType)
            ? null
            : new Status(StatusCode.Cancelled, $"Bad gRPC response. Invalid content-type value: {contentType}");
    }

    /// <summary>The status at the end of the body.</summary>
    public static Status Trailers(HttpResponseMessage response) =>
        Read(response.TrailingHeaders) ?? Read(response.Headers) ?? new Status(StatusCode.Cancelled, "No grpc-status found on response.");

    public static Status Failure(string what, Exception failure) => failure is RpcException refused
        ? refused.Status
        : new Status(Code(failure), $"{what} {Explanation.Of(failure)}", failure);

    private static Status? Read(System.Net.Http.Headers.HttpHeaders headers)
    {
        if (!headers.NonValidated.TryGetValues(Core.Wire.Headers.Status, out var value))
            return null;
        if (!int.TryParse(value.ToString(), out int code))
            return new Status(StatusCode.Cancelled, $"Unexpected grpc-status value: {value}");
        string detail = headers.NonValidated.TryGetValues(Core.Wire.Headers.Message, out var message) ? message.ToString() : "";
        return new Status((StatusCode)code, StatusMessage.Decode(detail));
    }

    private static StatusCode Code(HttpStatusCode code) => code switch
    {
        HttpStatusCode.BadRequest or HttpStatusCode.RequestHeaderFieldsTooLarge => StatusCode.Internal,
        HttpStatusCode.Unauthorized => StatusCode.Unauthenticated,
        HttpStatusCode.Forbidden => StatusCode.PermissionDenied,
        HttpStatusCode.NotFound => StatusCode.Unimplemented,
        HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway
            or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => StatusCode.Unavailable,
        _ => StatusCode.Unknown,
    };

    // The innermost fact decides: a stream reset by the peer says more than the failed read that reports it.
    private static StatusCode Code(Exception failure)
    {
        StatusCode code = StatusCode.Internal;
        for (Exception? e = failure; e is not null; e = e.InnerException)
        {
            if (e is HttpProtocolException reset)
                return ResetCode(reset.ErrorCode);
            if (e is SocketException or IOException)
                code = StatusCode.Unavailable;
        }
        return code;
    }

    private static StatusCode ResetCode(long http2Error) => http2Error switch
    {
        0x7 => StatusCode.Unavailable, // REFUSED_STREAM
        0x8 => StatusCode.Cancelled, // CANCEL
        0xb => StatusCode.ResourceExhausted, // ENHANCE_YOUR_CALM
        0xc => StatusCode.PermissionDenied, // INADEQUATE_SECURITY
        _ => StatusCode.Internal,
    };
}

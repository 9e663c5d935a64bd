using Grpc.Core;
using Grpc.Core.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Writes statuses to responses: into the headers while nothing is sent (Trailers-Only), into the trailers after that.</summary>
internal static class GrpcResponses
{
    public static void SetStatus(this HttpResponse response, Status status, Metadata? trailers = null)
    {
        IHeaderDictionary destination = response.HasStarted
            ? response.HttpContext.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers
            : response.Headers;
        foreach (Metadata.Entry entry in trailers ?? Metadata.Empty)
            destination.Append(entry.Key, entry.ToHeaderValue());
        destination[Headers.Status] = ((int)status.StatusCode).ToString();
        if (!string.IsNullOrEmpty(status.Detail))
            destination[Headers.Message] = StatusMessage.Encode(status.Detail);
    }

    /// <summary>An answer to what is not a gRPC request; the text is there for gRPC clients all the same.</summary>
    public static void Refuse(this HttpResponse response, int httpStatus, string reason)
    {
        response.StatusCode = httpStatus;
        response.SetStatus(new Status(StatusCode.Internal, reason));
    }

    public static Task Unimplemented(HttpContext context, MappedServices mapped)
    {
        string what = mapped.Names.Contains((string)context.Request.RouteValues["service"]!) ? "Method" : "Service";
        context.Response.ContentType = Headers.ContentType;
        context.Response.SetStatus(new Status(StatusCode.Unimplemented, $"{what} is unimplemented."));
        return Task.CompletedTask;
    }
}

using System.Net.Sockets;
using Grpc.Core;
using Grpc.Core.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>
/// One call that this server answers. It ends once, by the service method or by the deadline, whichever is first;
/// the other then leaves the response alone.
/// </summary>
internal sealed class HttpServerCallContext(HttpContext http, GrpcServiceOptions options, ILogger logger) : ServerCallContext, IAsyncDisposable
{
    private const int Http2Cancel = 0x8;

    private readonly Lock _lock = new();
    private CancellationTokenSource? _stop;
    private ITimer? _deadlineTimer;
    private DateTime _deadline = DateTime.MaxValue;
    private TimeSpan _timeout;
    private Task? _expiry;
    private bool _ended;
    private Metadata? _requestHeaders;
    private Metadata? _trailers;
    private AuthContext? _authContext;

    public HttpContext HttpContext { get; } = http;

    public GrpcServiceOptions Options { get; } = options;

    public ILogger Logger { get; } = logger;

    /// <summary>Whether the response is finished or the client gone.</summary>
    public bool IsOver => _ended || HttpContext.RequestAborted.IsCancellationRequested;

    protected override string MethodCore => HttpContext.Request.Path.Value!;

    protected override string HostCore => HttpContext.Request.Host.Value!;

    protected override string PeerCore => HttpContext.Connection switch
    {
        { RemoteIpAddress: { AddressFamily: AddressFamily.InterNetwork } address } c => $"ipv4:{address}:{c.RemotePort}",
        { RemoteIpAddress: { } address } c => $"ipv6:[{address}]:{c.RemotePort}",
        _ => "unknown",
    };

    protected override DateTime DeadlineCore => _deadline;

    protected override Metadata RequestHeadersCore => _requestHeaders ??= ReadHeaders();

    protected override CancellationToken CancellationTokenCore => _stop?.Token ?? HttpContext.RequestAborted;

    protected override Metadata ResponseTrailersCore => _trailers ??= [];

    protected override Status StatusCore { get; set; }

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override AuthContext AuthContextCore => _authContext ??= PeerCertificate.Describe(HttpContext.Connection.ClientCertificate);

    public void StartDeadline()
    {
        string? value = HttpContext.Request.Headers[Headers.Timeout];
        if (value is null)
            return;
        if (TimeoutValue.Decode(value) is not { } timeout || timeout <= TimeSpan.Zero)
        {
            GrpcServerLog.InvalidTimeoutIgnored(Logger, value);
            return;
        }

        _timeout = timeout;
        _deadline = TimeProvider.System.GetUtcNow().UtcDateTime + timeout;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(HttpContext.RequestAborted);
        _deadlineTimer = TimeProvider.System.CreateTimer(Expire, null, UntilDeadline(), Timeout.InfiniteTimeSpan);
    }

    public async Task SendAsync<TResponse>(
        TResponse message, Marshaller<TResponse> marshaller, bool flush, CancellationToken cancellationToken = default)
    {
        if (!HttpContext.Response.HasStarted)
            await HttpContext.Response.StartAsync(cancellationToken);
        using MessageWriter bytes = MessageWriter.Write(message, marshaller.ContextualSerializer, Options.MaxSendMessageSize);
        GrpcServerLog.SerializedMessage(Logger, typeof(TResponse), bytes.Message.Length - MessageWriter.HeaderSize);
        System.Buffers.BuffersExtensions.Write(HttpContext.Response.BodyWriter, bytes.Message.Span);
        if (!flush)
            return;
        await HttpContext.Response.BodyWriter.FlushAsync(cancellationToken);
        if (CancellationToken.IsCancellationRequested || cancellationToken.IsCancellationRequested)
            throw new OperationCanceledException("Request aborted while sending the message.");
    }

    /// <summary>Ends the call with the status that the service method left.</summary>
    public void End()
    {
        lock (_lock)
        {
            if (_ended)
                return;
            _ended = true;
        }

        if (Status.StatusCode != StatusCode.OK)
            GrpcServerLog.RpcConnectionError(Logger, Status.StatusCode, Status.Detail, Status.DebugException);
        HttpContext.Response.SetStatus(Status, _trailers);
    }

    /// <summary>Ends the call with the status that a failure of the service method stands for.</summary>
    public void EndWithFailure(Exception failure)
    {
        if (failure is RpcException refused)
        {
            foreach (Metadata.Entry entry in refused.Trailers)
                ResponseTrailers.Add(entry);
            Status = refused.Status;
        }
        else
        {
            if (failure is OperationCanceledException or IOException && CancellationToken.IsCancellationRequested)
                GrpcServerLog.ServiceMethodCanceled(Logger, Method, failure);
            else
                GrpcServerLog.ErrorExecutingServiceMethod(Logger, Method, failure);
            string detail = "Exception was thrown by handler.";
            if (Options.EnableDetailedErrors ?? false)
                detail = $"{detail} {Explanation.Of(failure)}";
            Status = new Status(StatusCode.Unknown, detail, failure);
        }

        End();
    }

    /// <summary>Tells the client, in the middle of a response, that no more will come.</summary>
    public void Reset()
    {
        GrpcServerLog.ResettingResponse(Logger, Http2Cancel);
        if (HttpContext.Features.Get<IHttpResetFeature>() is { } feature)
            feature.Reset(Http2Cancel);
        else
            HttpContext.Abort();
    }

    public async ValueTask DisposeAsync()
    {
        if (_deadlineTimer is null)
            return;
        await _deadlineTimer.DisposeAsync();
        if (_expiry is not null)
            await _expiry;
        _stop!.Dispose();
    }

    protected override async Task WriteResponseHeadersAsyncCore(Metadata responseHeaders)
    {
        ArgumentNullException.ThrowIfNull(responseHeaders);
        if (HttpContext.Response.HasStarted)
            throw new InvalidOperationException("Response headers can only be sent once per call.");
        foreach (Metadata.Entry entry in responseHeaders)
            HttpContext.Response.Headers.Append(entry.Key, entry.ToHeaderValue());
        await HttpContext.Response.BodyWriter.FlushAsync();
    }

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
        throw new NotSupportedException("Pass the deadline and the cancellation token of this call on instead.");

    private Metadata ReadHeaders()
    {
        var metadata = new Metadata();
        foreach (var (name, values) in HttpContext.Request.Headers)
            metadata.AddReceived(name, values.ToString());
        return metadata;
    }

    // A timer counts to 49 days at most, and may fire a little early.
    private TimeSpan UntilDeadline() => TimeSpan.FromMilliseconds(Math.Clamp(
        Math.Ceiling((_deadline - TimeProvider.System.GetUtcNow().UtcDateTime).TotalMilliseconds), 1, uint.MaxValue - 1));

    private void Expire(object? state)
    {
        if (_deadline > TimeProvider.System.GetUtcNow().UtcDateTime)
        {
            _deadlineTimer?.Change(UntilDeadline(), Timeout.InfiniteTimeSpan);
            return;
        }

        lock (_lock)
        {
            if (_ended)
                return;
            _ended = true;
            _expiry = ExpireAsync();
        }
    }

    private async Task ExpireAsync()
    {
        await Task.Yield();
        try
        {
            GrpcServerLog.DeadlineExceeded(Logger, _timeout);
            Status = new Status(StatusCode.DeadlineExceeded, "Deadline Exceeded");
            HttpContext.Response.SetStatus(Status);
            await HttpContext.Response.CompleteAsync();
            Reset();
            await _stop!.CancelAsync();
        }
        catch (Exception e)
        {
            GrpcServerLog.DeadlineCancellationError(Logger, e);
        }
    }
}

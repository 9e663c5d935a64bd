using System.Buffers;
using System.Net;
using Grpc.Core;
using Grpc.Core.Wire;

namespace Grpc.Net.Client.Internal;

/// <summary>
/// One call: a POST whose body and response are length-prefixed messages and whose trailers hold the status
/// (gRPC over HTTP/2). It ends once, with the first status that anyone gives it: the server's, a failure's, the deadline's,
/// the caller's cancellation.
/// </summary>
internal sealed class GrpcCall<TRequest, TResponse> : IDisposable
    where TRequest : class
    where TResponse : class
{
    private readonly GrpcChannel _channel;
    private readonly Method<TRequest, TResponse> _method;
    private readonly CancellationTokenSource _cancellation = new();
    private readonly TaskCompletionSource<Status> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Metadata> _headers = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenRegistration _callerGivesUp;
    private CancellationTokenRegistration _channelCloses;
    private ITimer? _deadlineTimer;
    private HttpResponseMessage? _response;
    private Metadata? _trailers;
    private bool _disposed;

    public GrpcCall(GrpcChannel channel, Method<TRequest, TResponse> method, CallOptions options)
    {
        ObjectDisposedException.ThrowIf(channel.Disposal.IsCancellationRequested, channel);
        if (options.Deadline is { } deadline && deadline.Kind != DateTimeKind.Utc && deadline != DateTime.MaxValue && deadline != DateTime.MinValue)
            throw new InvalidOperationException("Deadline must have a kind DateTimeKind.Utc or be equal to DateTime.MaxValue or DateTime.MinValue.");
        _channel = channel;
        _method = method;
        Options = options;
        // Few callers look at the headers; a failure that they hold is reported elsewhere too.
        Observe(_headers.Task);
    }

    public CallOptions Options { get; }

    public Task<Status> Ended => _ended.Task;

    public Task<Metadata> ResponseHeaders => _headers.Task;

    public CancellationToken Cancellation => _cancellation.Token;

    public Task<TResponse> StartForOne(HttpContent content)
    {
        Task<TResponse> response = ReceiveOneAsync(content);
        Observe(response);
        return response;
    }

    public ResponseReader<TRequest, TResponse> StartForMany(HttpContent content) => new(this, OpenAsync(content));

    public MessageWriter Serialize(TRequest request)
    {
        MessageWriter message = MessageWriter.Write(request, _method.RequestMarshaller.ContextualSerializer, _channel.MaxSendMessageSize);
        GrpcCallLog.SerializedMessage(_channel.Logger, typeof(TRequest), message.Message.Length - MessageWriter.HeaderSize);
        return message;
    }

    /// <summary>The next message of the response, or null at its end.</summary>
    public async Task<TResponse?> ReadAsync()
    {
        Stream body = await _response!.Content.ReadAsStreamAsync(Cancellation).ConfigureAwait(false);
        byte[] header = new byte[MessageWriter.HeaderSize];
        int read = await body.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, Cancellation).ConfigureAwait(false);
        if (read == 0)
            return null;
        if (read < header.Length)
            throw new InvalidDataException("Unexpected end of content while reading the message header.");
        int length = MessagePayload.ReadLength(header, _channel.MaxReceiveMessageSize);
        byte[] payload = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            await body.ReadExactlyAsync(payload.AsMemory(0, length), Cancellation).ConfigureAwait(false);
            GrpcCallLog.DeserializingMessage(_channel.Logger, length, typeof(TResponse));
            return _method.ResponseMarshaller.ContextualDeserializer(new MessagePayload(new ReadOnlySequence<byte>(payload, 0, length)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(payload);
        }
    }

    /// <summary>Ends the call with the status in the trailers, which have arrived with the end of the body.</summary>
    public Status EndWithTrailers(Status? instead = null)
    {
        _trailers = Received(_response!.TrailingHeaders);
        Status status = StatusOf.Trailers(_response);
        return End(status.StatusCode == StatusCode.OK && instead is { } other ? other : status);
    }

    public Status EndWithFailure(string what, Exception failure)
    {
        if (failure is OperationCanceledException)
            return End(new Status(StatusCode.Cancelled, "", failure));
        Status status = StatusOf.Failure(what, failure);
        // A server that notices the deadline first resets the stream.
        if (status.StatusCode == StatusCode.Cancelled && Options.Deadline <= Now)
            status = new Status(StatusCode.DeadlineExceeded, status.Detail, status.DebugException);
        return End(status);
    }

    /// <summary>Cancels the call when the token is cancelled, until the registration is disposed.</summary>
    public CancellationTokenRegistration CancelOn(CancellationToken token) => token.CanBeCanceled && token != Options.CancellationToken
        ? token.Register(() => Cancel(CancelledByClient(token)))
        : default;

    public void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_disposed, this);

    /// <summary>What to throw where the call was stopped on this side.</summary>
    public Exception Stopped(CancellationToken token) =>
        Failure(Ended.IsCompleted ? Ended.Result : Status.DefaultCancelled, token);

    /// <summary>What to throw for a status that is not OK.</summary>
    public Exception Failure(Status status, CancellationToken token = default)
    {
        bool cancelled = status.StatusCode == StatusCode.DeadlineExceeded
            || status.StatusCode == StatusCode.Cancelled && (Cancellation.IsCancellationRequested || _method.Type >= MethodType.ServerStreaming);
        if (!cancelled || !_channel.ThrowsOperationCanceled)
            return new RpcException(status, _trailers ?? Metadata.Empty);
        CancellationToken by = token.IsCancellationRequested ? token : Options.CancellationToken;
        return new OperationCanceledException(status.Detail, status.DebugException, by);
    }

    public Status GetStatus() =>
        Ended.IsCompleted ? Ended.Result : throw new InvalidOperationException("Unable to get the status because the call is not complete.");

    public Metadata GetTrailers() => _trailers
        ?? throw new InvalidOperationException("Can't get the call trailers because the call has not completed successfully.");

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        Cancel(new Status(StatusCode.Cancelled, "gRPC call disposed."));
    }

    private static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

    private async Task<TResponse> ReceiveOneAsync(HttpContent content)
    {
        TResponse? response = null;
        try
        {
            await OpenAsync(content).ConfigureAwait(false);
            if (!Ended.IsCompleted)
            {
                response = await ReadAsync().ConfigureAwait(false);
                if (response is not null && await ReadAsync().ConfigureAwait(false) is not null)
                    throw new InvalidDataException("Unexpected data after finished reading message.");
                EndWithTrailers(response is null ? new Status(StatusCode.Internal, "Failed to deserialize response message.") : null);
            }
        }
        catch (Exception e)
        {
            EndWithFailure("Error reading response message.", e);
        }

        Status status = await Ended.ConfigureAwait(false);
        if (status.StatusCode != StatusCode.OK)
            throw Failure(status);
        return response ?? throw new RpcException(new Status(StatusCode.Internal, "Failed to deserialize response message."));
    }

    /// <summary>Sends the request and receives the response headers. The call has ended when messages cannot follow. Never throws.</summary>
    private async Task OpenAsync(HttpContent content)
    {
        HttpRequestMessage request = Request(content);
        GrpcCallLog.StartingCall(_channel.Logger, _method.Type, request.RequestUri!);
        try
        {
            StartLimits();
            Cancellation.ThrowIfCancellationRequested();
            _response = await _channel.Http.SendAsync(request, Cancellation).ConfigureAwait(false);
            Cancellation.ThrowIfCancellationRequested();
            GrpcCallLog.ResponseHeadersReceived(_channel.Logger);
            Metadata headers = Received(_response.Headers);
            if (StatusOf.Headers(_response) is { } status)
            {
                _trailers = headers;
                End(status);
            }

            _headers.TrySetResult(headers);
        }
        catch (Exception e)
        {
            EndWithFailure("Error starting gRPC call.", e);
            // A response that came just after the cancellation.
            _response?.Dispose();
            _headers.TrySetException(Failure(Ended.Result));
        }
    }

    private HttpRequestMessage Request(HttpContent content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_channel.Address, _method.FullName))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        request.Headers.TryAddWithoutValidation("User-Agent", "grpc-dotnet-standin/1.0");
        request.Headers.TryAddWithoutValidation("TE", "trailers");
        request.Headers.TryAddWithoutValidation(Headers.AcceptEncoding, "identity");
        foreach (Metadata.Entry entry in Options.Headers ?? Metadata.Empty)
            if (entry.Key != Headers.Timeout)
                request.Headers.TryAddWithoutValidation(entry.Key, entry.ToHeaderValue());
        if (Options.Deadline is { } deadline && deadline != DateTime.MaxValue)
            request.Headers.TryAddWithoutValidation(Headers.Timeout, TimeoutValue.Encode(deadline - Now));
        return request;
    }

    private void StartLimits()
    {
        _channelCloses = _channel.Disposal.Register(Dispose);
        if (Options.Deadline is { } deadline && deadline != DateTime.MaxValue)
        {
            if (deadline <= Now)
                Expire(null);
            else
                _deadlineTimer = TimeProvider.System.CreateTimer(Expire, null, UntilDeadline(), Timeout.InfiniteTimeSpan);
        }

        CancellationToken token = Options.CancellationToken;
        _callerGivesUp = token.Register(() => Cancel(CancelledByClient(token)));
        if (Ended.IsCompleted)
            Unregister();
    }

    // The tokens may outlive this call by far.
    private void Unregister()
    {
        _deadlineTimer?.Dispose();
        _callerGivesUp.Unregister();
        _channelCloses.Unregister();
    }

    // A timer counts to 49 days at most, and may fire a little early.
    private TimeSpan UntilDeadline() =>
        TimeSpan.FromMilliseconds(Math.Clamp(Math.Ceiling((Options.Deadline!.Value - Now).TotalMilliseconds), 1, uint.MaxValue - 1));

    private void Expire(object? state)
    {
        if (Options.Deadline > Now)
        {
            _deadlineTimer?.Change(UntilDeadline(), Timeout.InfiniteTimeSpan);
            return;
        }

        if (!Ended.IsCompleted)
            Cancel(new Status(StatusCode.DeadlineExceeded, ""));
    }

    private static Status CancelledByClient(CancellationToken token) =>
        new(StatusCode.Cancelled, "Call canceled by the client.", new OperationCanceledException(token));

    private void Cancel(Status status)
    {
        if (Ended.IsCompleted)
            return;
        GrpcCallLog.CanceledCall(_channel.Logger);
        End(status, thenCancel: true);
    }

    private Status End(Status status, bool thenCancel = false)
    {
        if (!_ended.TrySetResult(status))
            return Ended.Result;
        if (thenCancel)
            _cancellation.Cancel();
        // Also resets the stream when the response has not been read to its end.
        _response?.Dispose();
        Unregister();
        if (status.StatusCode == StatusCode.DeadlineExceeded)
            GrpcCallLog.DeadlineExceeded(_channel.Logger);
        if (status.StatusCode != StatusCode.OK)
            GrpcCallLog.GrpcStatusError(_channel.Logger, status.StatusCode, status.Detail, status.DebugException);
        GrpcCallLog.FinishedCall(_channel.Logger);
        return status;
    }

    private static Metadata Received(System.Net.Http.Headers.HttpHeaders headers)
    {
        var metadata = new Metadata();
        foreach (var (name, values) in headers.NonValidated)
            foreach (string value in values)
                metadata.AddReceived(name, value);
        return metadata;
    }

    private static void Observe(Task task) =>
        task.ContinueWith(t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
}

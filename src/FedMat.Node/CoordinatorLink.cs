using System.Net.Security;
using System.Runtime.CompilerServices;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Node;
using FedMat.Wire;
using FedMat.Wire.V1;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Logging;

namespace FedMat.Node;

/// <summary>
/// The calls to the coordinator: dialled out, mutual TLS 1.3, and nothing said to a server whose certificate is not the one that the roster
/// pins. Every call has a limit of time.
/// </summary>
internal sealed class CoordinatorLink : IDisposable
{
    private static readonly TimeSpan ConnectWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan TransferStart = TimeSpan.FromSeconds(60);
    private const long SlowestBytesPerSecond = 64 * 1024;
    private const int MostStateBytes = 1 << 30;

    private readonly Uri address;
    private readonly Site site;
    private readonly RosterKeeper rosters;
    private readonly TimeProvider time;
    private readonly ILogger<CoordinatorLink> log;
    private readonly ILoggerFactory logs;
    private GrpcChannel channel;
    private Rounds.RoundsClient rounds;

    public CoordinatorLink(Uri address, Site site, RosterKeeper rosters, TimeProvider time, ILoggerFactory logs)
    {
        this.address = address;
        this.site = site;
        this.rosters = rosters;
        this.time = time;
        log = logs.CreateLogger<CoordinatorLink>();
        this.logs = logs;
        channel = NewChannel();
        rounds = new Rounds.RoundsClient(channel);
    }

    public Uri Address => address;

    /// <summary>Exchanges versions and rosters.</summary>
    /// <exception cref="RefusedException">The coordinator's roster or version is refused here.</exception>
    public async Task HelloAsync(CancellationToken cancellation)
    {
        HelloRequest request = new() { ProductVersion = Versions.Product, RosterNumber = rosters.Current.Number };
        request.Protocols.AddRange(Versions.Protocols);
        request.Capabilities.AddRange(Versions.Capabilities);
        HelloReply reply = await rounds.HelloAsync(request, Limits(AnswerWithin, cancellation)).ConfigureAwait(false);
        if (!Versions.Protocols.Contains(reply.Protocol))
        {
            throw new RefusedException(RefusalCode.IncompatibleVersion,
                $"the coordinator ({reply.ProductVersion}) chose protocol {reply.Protocol}; this node ({Versions.Product}) speaks {string.Join(", ", Versions.Protocols)}");
        }

        if (!reply.Roster.IsEmpty)
            await TakeRosterAsync(reply.Roster.ToDocument<Roster>(), cancellation).ConfigureAwait(false);
        log.Connected(address, reply.ProductVersion, reply.Protocol);
    }

    /// <summary>News until the connection ends. A stream that is silent for too long is taken for dead.</summary>
    /// <exception cref="TimeoutException">Nothing came for <see cref="WireLimits.Silence"/>.</exception>
    public async IAsyncEnumerable<News> WatchAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using CancellationTokenSource silence = new(WireLimits.Silence, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, silence.Token);
        using AsyncServerStreamingCall<News> call = rounds.Watch(new WatchRequest(), new CallOptions(cancellationToken: either.Token));
        while (await NextAsync(call.ResponseStream, silence, either.Token).ConfigureAwait(false))
        {
            silence.CancelAfter(WireLimits.Silence);
            yield return call.ResponseStream.Current;
        }
    }

    /// <summary>Fetches a model state whole and checks it against its hash.</summary>
    /// <param name="notice">Names the state.</param>
    /// <param name="expectedBytes">About how long it is; the time limit grows with it.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="RefusedException">FM310: what came is another state.</exception>
    public async Task<ModelState> FetchStateAsync(AttemptNotice notice, long expectedBytes, CancellationToken cancellation)
    {
        FetchStateRequest request = new() { Study = notice.Round.Study.ToBytes(), State = notice.State.ToBytes() };
        using AsyncServerStreamingCall<Chunk> call = rounds.FetchState(request, Limits(TransferLimit(expectedBytes), cancellation));
        using MemoryStream bytes = new();
        await foreach (Chunk chunk in call.ResponseStream.ReadAllAsync(cancellation).ConfigureAwait(false))
        {
            if (bytes.Length + chunk.Data.Length > MostStateBytes)
                throw new RefusedException(RefusalCode.RoundUnexpected, $"the model state has more than {MostStateBytes} bytes");
            bytes.Write(chunk.Data.Span);
        }

        ModelState state = new(bytes.ToArray());
        return state.Hash == notice.State
            ? state
            : throw new RefusedException(RefusalCode.RoundUnexpected, $"the coordinator sent model state {state.Hash.Short} for {notice.State.Short}");
    }

    /// <summary>Sends a stored contribution whole.</summary>
    /// <param name="stored">Its description.</param>
    /// <param name="payload">Its bytes.</param>
    /// <param name="sent">Told of every chunk that left.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<Receipt> ContributeAsync(
        StoredContribution stored, ReadOnlyMemory<byte> payload, Action<int> sent, CancellationToken cancellation)
    {
        using AsyncClientStreamingCall<ContributePart, ContributeReply> call = rounds.Contribute(Limits(TransferLimit(payload.Length), cancellation));
        try
        {
            await call.RequestStream.WriteAsync(new ContributePart { Header = stored.Signed.ToMessage() }, cancellation).ConfigureAwait(false);
            foreach (ReadOnlyMemory<byte> chunk in WireLimits.Chunks(payload))
            {
                await call.RequestStream.WriteAsync(new ContributePart { Data = UnsafeByteOperations.UnsafeWrap(chunk) }, cancellation).ConfigureAwait(false);
                sent(chunk.Length);
            }

            await call.RequestStream.CompleteAsync().ConfigureAwait(false);
        }
        catch (Exception error) when (error is RpcException or InvalidOperationException or IOException)
        {
            // The server may answer before it has read everything; its answer says what became of it.
        }

        ContributeReply reply = await call.ResponseAsync.ConfigureAwait(false);
        return reply.ToNoun(stored.Signed.Contribution);
    }

    public void Dispose() => channel.Dispose();

    private static async Task<bool> NextAsync(IAsyncStreamReader<News> news, CancellationTokenSource silence, CancellationToken cancellation)
    {
        try
        {
            return await news.MoveNext(cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (silence.IsCancellationRequested && error is RpcException or OperationCanceledException)
        {
            throw new TimeoutException($"nothing was heard for {WireLimits.Silence.TotalSeconds:0} s", error);
        }
    }

    private async Task TakeRosterAsync(Signed<Roster> offered, CancellationToken cancellation)
    {
        int number = offered.Content.Number;
        Roster before = rosters.Current;
        if (await rosters.TakeAsync(offered, cancellation).ConfigureAwait(false) is { } refusal)
        {
            log.RosterRefused(number, refusal.Number, refusal.Detail);
            throw new RefusedException(refusal);
        }

        if (number != before.Number)
            log.RosterTaken(number);
        if (offered.Content.Coordinator.Pin == before.Coordinator.Pin)
            return;
        // The connection was made under the old pin.
        channel.Dispose();
        channel = NewChannel();
        rounds = new Rounds.RoundsClient(channel);
        throw new RefusedException(RefusalCode.UnknownCertificate, $"roster {number} pins another certificate of the coordinator; connecting anew");
    }

    private GrpcChannel NewChannel() => GrpcChannel.ForAddress(address, new GrpcChannelOptions
    {
        HttpHandler = Handler(),
        DisposeHttpClient = true,
        LoggerFactory = logs,
        MaxReceiveMessageSize = WireLimits.MessageBytes,
    });

    private SocketsHttpHandler Handler() => new()
    {
        ConnectTimeout = ConnectWithin,
        KeepAlivePingDelay = TimeSpan.FromSeconds(15),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
        UseProxy = false,
        SslOptions = new SslClientAuthenticationOptions
        {
            EnabledSslProtocols = SslProtocols.Tls13,
            ClientCertificates = [site.Tls.Certificate],
            // The pin is the whole of the trust: names, dates and issuers of self-signed certificates prove nothing.
            RemoteCertificateValidationCallback = (_, certificate, _, _) => IsCoordinator(certificate as X509Certificate2),
        },
    };

    private bool IsCoordinator(X509Certificate2? certificate)
    {
        TlsPin pinned = rosters.Current.Coordinator.Pin;
        if (pinned.Matches(certificate))
            return true;
        log.CertificateRefused(address, certificate is null ? "none" : TlsPin.Of(certificate).ToString(), pinned.ToString());
        return false;
    }

    private static TimeSpan TransferLimit(long bytes) => TransferStart + TimeSpan.FromSeconds(bytes / SlowestBytesPerSecond);

    private CallOptions Limits(TimeSpan limit, CancellationToken cancellation) =>
        new(deadline: time.GetUtcNow().UtcDateTime + limit, cancellationToken: cancellation);
}

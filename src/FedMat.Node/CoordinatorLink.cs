using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;
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
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan TransferStart = TimeSpan.FromSeconds(60);
    private const long SlowestBytesPerSecond = 64 * 1024;

    private readonly Uri address;
    private readonly CoordinatorProxy proxy;
    private readonly Site site;
    private readonly RosterKeeper rosters;
    private readonly TimeProvider time;
    private readonly ILogger<CoordinatorLink> log;
    private readonly ILoggerFactory logs;
    private GrpcChannel channel;
    private volatile Rounds.RoundsClient rounds;

    public CoordinatorLink(Uri address, CoordinatorProxy proxy, Site site, RosterKeeper rosters, TimeProvider time, ILoggerFactory logs)
    {
        this.address = address;
        this.proxy = proxy;
        this.site = site;
        this.rosters = rosters;
        this.time = time;
        log = logs.CreateLogger<CoordinatorLink>();
        this.logs = logs;
        channel = NewChannel();
        rounds = new Rounds.RoundsClient(channel);
    }

    public Uri Address => address;

    /// <summary>Who showed a certificate in the coordinator's place last; null when nobody did.</summary>
    public Refusal? Obstacle { get; private set; }

    /// <summary>The calls over the connection as it is; another one takes its place when a roster pins another coordinator.</summary>
    public Rounds.RoundsClient Calls => rounds;

    /// <summary>Exchanges versions and rosters.</summary>
    /// <exception cref="RefusedException">The coordinator's roster or version is refused here.</exception>
    public async Task HelloAsync(CancellationToken cancellation)
    {
        HelloRequest request = new() { ProductVersion = Versions.Product, RosterNumber = rosters.Current.Number };
        request.Protocols.AddRange(Versions.Protocols);
        request.Capabilities.AddRange(Versions.Capabilities);
        HelloReply reply = await rounds.HelloAsync(request, ForWords(cancellation)).ConfigureAwait(false);
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

    /// <summary>Takes a roster that the coordinator offers.</summary>
    /// <exception cref="RefusedException">It is refused. FM101: it is taken and pins another certificate, so that this connection is over.</exception>
    public async Task TakeRosterAsync(Signed<Roster> offered, CancellationToken cancellation)
    {
        int number = offered.Content.Number;
        Roster before = rosters.Current;
        if (await rosters.TakeAsync(offered, cancellation).ConfigureAwait(false) is { } refusal)
        {
            if (refusal.Code == RefusalCode.MemberRevoked)
                log.Revoked(refusal.Number, refusal.Detail);
            else
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

    /// <summary>How long a call with a short answer may take.</summary>
    public CallOptions ForWords(CancellationToken cancellation) => Limits(AnswerWithin, cancellation);

    /// <summary>How long a call that carries so many bytes may take.</summary>
    public CallOptions ForBytes(long bytes, CancellationToken cancellation) =>
        Limits(TransferStart + TimeSpan.FromSeconds(bytes / SlowestBytesPerSecond), cancellation);

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

    private GrpcChannel NewChannel() => GrpcChannel.ForAddress(address, new GrpcChannelOptions
    {
        HttpHandler = CoordinatorHandler.Create(site.Tls, IsCoordinator, proxy),
        DisposeHttpClient = true,
        LoggerFactory = logs,
        MaxReceiveMessageSize = WireLimits.MessageBytes,
    });

    private bool IsCoordinator(X509Certificate2? certificate)
    {
        TlsPin pinned = rosters.Current.Coordinator.Pin;
        Obstacle = null;
        if (pinned.Matches(certificate))
            return true;
        log.CertificateRefused(address, certificate is null ? "none" : TlsPin.Of(certificate).ToString(), pinned.ToString());
        if (certificate is not null && ProxyObstacle.IsResigned(certificate))
        {
            Obstacle = ProxyObstacle.Resigned(certificate, address);
            log.ConnectionOpened(address, Obstacle.ToString());
        }

        return false;
    }

    private CallOptions Limits(TimeSpan limit, CancellationToken cancellation) =>
        new(deadline: time.GetUtcNow().UtcDateTime + limit, cancellationToken: cancellation);
}

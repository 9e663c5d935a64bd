using System.Security.Cryptography.X509Certificates;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace FedMat.Node;

/// <summary>Single calls to a coordinator for a command: nothing is said to a server with another certificate than the pinned one, and each has a limit of time.</summary>
internal sealed class PinnedCoordinator : IDisposable
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(30);
    private readonly TlsPin pin;
    private readonly TimeProvider time;
    private readonly GrpcChannel channel;
    private volatile Refusal? stranger;

    /// <param name="address">Of its listener for nodes.</param>
    /// <param name="own">The caller's certificate.</param>
    /// <param name="pin">Of the coordinator's certificate.</param>
    /// <param name="proxy">How the connection leaves the site.</param>
    /// <param name="time">Sets the limits.</param>
    public PinnedCoordinator(Uri address, TlsIdentity own, TlsPin pin, CoordinatorProxy proxy, TimeProvider time)
    {
        Address = address;
        this.pin = pin;
        this.time = time;
        channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            HttpHandler = CoordinatorHandler.Create(own, IsCoordinator, proxy),
            DisposeHttpClient = true,
            MaxReceiveMessageSize = WireLimits.MessageBytes,
        });
        Enrolment = new Enrolment.EnrolmentClient(channel);
        Rounds = new Rounds.RoundsClient(channel);
    }

    public Uri Address { get; }

    public Enrolment.EnrolmentClient Enrolment { get; }

    public Rounds.RoundsClient Rounds { get; }

    /// <summary>One call.</summary>
    /// <exception cref="RefusedException">The coordinator's "no". FM101 or FM512: somebody else answered, and nothing was said.</exception>
    /// <exception cref="RpcException">The call failed, and no "no" was said.</exception>
    public async Task<T> AskAsync<T>(Func<CallOptions, AsyncUnaryCall<T>> call, CancellationToken cancellation)
    {
        CallOptions limits = new(deadline: time.GetUtcNow().UtcDateTime + AnswerWithin, cancellationToken: cancellation);
        try
        {
            return await call(limits).ConfigureAwait(false);
        }
        catch (RpcException error)
        {
            throw Explain(error) is { } refusal ? new RefusedException(refusal, error) : error;
        }
    }

    public void Dispose() => channel.Dispose();

    private Refusal? Explain(RpcException error) => error.ToRefusal() ?? stranger ?? ProxyObstacle.Of(error, Address);

    private bool IsCoordinator(X509Certificate2? certificate)
    {
        if (pin.Matches(certificate))
            return true;
        string shown = certificate is null ? "no certificate" : $"a certificate with pin {TlsPin.Of(certificate)}";
        stranger = certificate is not null && ProxyObstacle.IsResigned(certificate)
            ? ProxyObstacle.Resigned(certificate, Address)
            : new Refusal(RefusalCode.UnknownCertificate,
                $"{Address} shows {shown}; the coordinator's has pin {pin}. Nothing was said to it: compare address and pin with the administrator");
        return false;
    }
}

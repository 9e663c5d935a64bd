using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;

namespace FedMat.Coordinator.Tests;

/// <summary>A member as the coordinator meets it: its keys, and calls over a real connection.</summary>
internal sealed class Party : IDisposable
{
    public static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);
    private readonly List<GrpcChannel> channels = [];

    public Party(string name, MemberRole role, DateTimeOffset now, DateTimeOffset? notAfter = null)
    {
        Tls = TlsIdentity.Create(name, now.AddDays(-1), now.AddDays(365));
        Member = new Member(MemberId.Create(), name, role, Key.Public, Tls.Pin, notAfter ?? now.AddDays(365));
    }

    public SigningKey Key { get; } = SigningKey.Create();

    public TlsIdentity Tls { get; }

    public Member Member { get; }

    /// <summary>The one server that the party talks to.</summary>
    public TlsPin Coordinator { get; set; }

    public GrpcChannel Connect(Uri address)
    {
        SocketsHttpHandler handler = new();
        handler.SslOptions.EnabledSslProtocols = SslProtocols.Tls13;
        handler.SslOptions.ClientCertificates = [Tls.Certificate];
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown is X509Certificate2 certificate && Coordinator.Matches(certificate);
        GrpcChannel channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true });
        channels.Add(channel);
        return channel;
    }

    public Wire.V1.Rounds.RoundsClient Rounds(Uri address) => new(Connect(address));

    public Wire.V1.Studies.StudiesClient Studies(Uri address) => new(Connect(address));

    /// <summary>What the member would sign for an attempt.</summary>
    public SignedContribution Sign(AttemptNotice notice, byte[] payload, Func<Contribution, Contribution>? alter = null)
    {
        Contribution contribution = new(notice.Round, Member.Id, notice.State, notice.Ask, notice.Length, Digest.Of(payload));
        return (alter?.Invoke(contribution) ?? contribution).Sign(Key);
    }

    public static byte[] Vector(AttemptNotice notice, long first)
    {
        RingVector vector = new(notice.Ask == CountingLearner.Exact.Hash ? Ring.Bits64 : Ring.Bits32, notice.Length);
        vector[0] = first;
        return vector.Memory.ToArray();
    }

    public async Task<Receipt> ContributeAsync(Uri address, AttemptNotice notice, long first) =>
        await SendAsync(address, Sign(notice, Vector(notice, first)), Vector(notice, first));

    /// <summary>Sends exactly these bytes under exactly this header, two bytes at a time.</summary>
    public async Task<Receipt> SendAsync(Uri address, SignedContribution signed, byte[] payload)
    {
        using AsyncClientStreamingCall<ContributePart, ContributeReply> call = Rounds(address).Contribute(deadline: DateTime.UtcNow + Soon);
        try
        {
            await call.RequestStream.WriteAsync(new ContributePart { Header = signed.ToMessage() });
            foreach (byte[] part in payload.Chunk(2))
                await call.RequestStream.WriteAsync(new ContributePart { Data = ByteString.CopyFrom(part) });
            await call.RequestStream.CompleteAsync();
        }
        catch (Exception error) when (error is RpcException or InvalidOperationException)
        {
            // A refusal may come before the last byte was sent; the response has it.
        }

        return (await call.ResponseAsync.WaitAsync(Soon)).ToNoun(signed.Contribution);
    }

    public async Task<Refusal> RefusedAsync(Uri address, SignedContribution signed, byte[] payload)
    {
        RpcException error = await Assert.ThrowsAsync<RpcException>(() => SendAsync(address, signed, payload));
        return error.ToRefusal() ?? throw new InvalidOperationException($"no refusal: {error.Status}");
    }

    public void Dispose()
    {
        channels.ForEach(channel => channel.Dispose());
        Tls.Dispose();
        Key.Dispose();
    }
}

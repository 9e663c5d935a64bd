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
    private (Uri Address, GrpcChannel Channel)? latest;

    public Party(string name, MemberRole role, DateTimeOffset now, DateTimeOffset? notAfter = null)
    {
        Tls = TlsIdentity.Create(name, now.AddDays(-1), now.AddDays(365));
        Member = new Member(MemberId.Create(), name, role, Key.Public, Tls.Pin, notAfter ?? now.AddDays(365));
    }

    public SigningKey Key { get; } = SigningKey.Create();

    public TlsIdentity Tls { get; }

    public Member Member { get; }

    public MemberId Id => Member.Id;

    /// <summary>The one server that the party talks to.</summary>
    public TlsPin Coordinator { get; set; }

    public GrpcChannel Connect(Uri address)
    {
        SocketsHttpHandler handler = new();
        handler.SslOptions.EnabledSslProtocols = SslProtocols.Tls13;
        handler.SslOptions.ClientCertificates = [Tls.Certificate];
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown is X509Certificate2 certificate && Coordinator.Matches(certificate);
        GrpcChannel channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true });
        lock (channels)
            channels.Add(channel);
        return channel;
    }

    public Wire.V1.Rounds.RoundsClient Rounds(Uri address)
    {
        if (latest?.Address != address)
            latest = (address, Connect(address));
        return new(latest.Value.Channel);
    }

    public Wire.V1.Studies.StudiesClient Studies(Uri address) => new(Connect(address));

    public Wire.V1.Membership.MembershipClient Membership(Uri address) => new(Connect(address));

    public Enrolment.EnrolmentClient Enrolment(Uri address) => new(Connect(address));

    public async Task<HelloReply> HelloAsync(Uri address, int roster)
    {
        HelloRequest request = new() { ProductVersion = "test", RosterNumber = roster };
        request.Protocols.Add(Versions.Protocols[0]);
        return await Rounds(address).HelloAsync(request).ResponseAsync.WaitAsync(Soon);
    }

    /// <summary>What the coordinator says no to.</summary>
    public static async Task<Refusal> RefusalOfAsync(Func<Task> call)
    {
        RpcException error = await Assert.ThrowsAsync<RpcException>(() => call().WaitAsync(Soon));
        return error.ToRefusal() ?? throw new InvalidOperationException($"no refusal: {error.Status}");
    }

    public async Task SayAsync(Uri address, params Said[] words)
    {
        SayRequest request = new();
        request.Said.AddRange(words);
        await Rounds(address).SayAsync(request).ResponseAsync.WaitAsync(Soon);
    }

    /// <summary>Sends exactly these bytes under exactly this header, some bytes at a time.</summary>
    public async Task<SignedMessage<InputReceipt>> UploadAsync(Uri address, UploadHeader header, ReadOnlyMemory<byte> bytes)
    {
        using AsyncClientStreamingCall<UploadPart, UploadReply> call = Rounds(address).Upload(deadline: DateTime.UtcNow + Soon);
        try
        {
            await call.RequestStream.WriteAsync(new UploadPart { Header = header });
            foreach (byte[] part in bytes.ToArray().Chunk(7))
                await call.RequestStream.WriteAsync(new UploadPart { Data = ByteString.CopyFrom(part) });
            await call.RequestStream.CompleteAsync();
        }
        catch (Exception error) when (error is RpcException or HttpRequestException or InvalidOperationException)
        {
            // An answer may come before the last byte was sent; the response has it.
        }

        return (await call.ResponseAsync.WaitAsync(Soon)).Receipt.ToSigned<InputReceipt>();
    }

    public async Task<byte[]> FetchAsync(Uri address, StudyId study, Digest hash, long offset = 0)
    {
        FetchRequest request = new() { Study = study.ToBytes(), Hash = hash.ToBytes(), Offset = offset };
        using AsyncServerStreamingCall<Chunk> call = Rounds(address).Fetch(request);
        List<byte> bytes = [];
        while (await call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Soon))
            bytes.AddRange(call.ResponseStream.Current.Data);
        return [.. bytes];
    }

    /// <summary>Calls again for as long as a roster has just changed and the study is being taken up under it.</summary>
    public static async Task AgainAsync(Func<Task> call)
    {
        for (bool isDone = false; !isDone;)
        {
            try
            {
                await call();
                isDone = true;
            }
            catch (RpcException error) when (error.Status.Detail.Contains("is being taken up", StringComparison.Ordinal))
            {
                // Bounded by the test's own waiting.
            }
        }
    }

    public void Dispose()
    {
        channels.ForEach(channel => channel.Dispose());
        Tls.Dispose();
        Key.Dispose();
    }
}

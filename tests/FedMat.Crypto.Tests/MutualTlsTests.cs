using System.IO.Pipes;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace FedMat.Crypto.Tests;

/// <summary>Two identities in a real TLS 1.3 handshake, each end trusting a pin and nothing else.</summary>
public sealed class MutualTlsTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly TlsIdentity _server = TlsIdentity.Create("server", Start, Start.AddYears(90));
    private readonly TlsIdentity _client = TlsIdentity.Create("client", Start, Start.AddYears(90));

    public void Dispose()
    {
        _server.Dispose();
        _client.Dispose();
    }

    [Fact]
    public async Task Handshake_EachPinIsTheOthers_CarriesBytes()
    {
        using TlsIdentity stored = TlsIdentity.Import(_client.Export());
        Outcome outcome = await SendOneByte(_server, stored, _server.Pin, _client.Pin).WaitAsync(Limit);
        Assert.Equal(new Outcome(null, null, 42), outcome);
    }

    [Fact]
    public async Task Handshake_ServerHasAnotherKey_ClientRefuses()
    {
        Outcome outcome = await SendOneByte(_server, _client, _client.Pin, _client.Pin).WaitAsync(Limit);
        Assert.IsType<AuthenticationException>(outcome.AtClient);
        Assert.Equal(-1, outcome.Received);
    }

    [Fact]
    public async Task Handshake_ClientHasAnotherKey_ServerRefuses()
    {
        Outcome outcome = await SendOneByte(_server, _client, _server.Pin, _server.Pin).WaitAsync(Limit);
        Assert.IsType<AuthenticationException>(outcome.AtServer);
        Assert.Equal(-1, outcome.Received);
    }

    private static async Task<Outcome> SendOneByte(TlsIdentity server, TlsIdentity client, TlsPin serverPin, TlsPin clientPin)
    {
        string name = $"fedmat-{Guid.NewGuid():N}";
        await using NamedPipeServerStream near = new(name, PipeDirection.InOut, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous);
        await using NamedPipeClientStream far = new(".", name, PipeDirection.InOut, PipeOptions.Asynchronous);
        await Task.WhenAll(near.WaitForConnectionAsync(), far.ConnectAsync());
        await using SslStream serving = new(near, false, Pinned(clientPin));
        await using SslStream calling = new(far, false, Pinned(serverPin));
        Task<Exception?> atServer = Failure(Serve(serving, server), near), atClient = Failure(Call(calling, client), far);
        await Task.WhenAll(atServer, atClient);
        int received = await atServer is null && await atClient is null ? serving.ReadByte() : -1;
        return new Outcome(await atServer, await atClient, received);
    }

    private static RemoteCertificateValidationCallback Pinned(TlsPin pin) => (_, certificate, _, _) =>
        pin.Matches(certificate as X509Certificate2);

    private static Task Serve(SslStream stream, TlsIdentity identity) => stream.AuthenticateAsServerAsync(
        new SslServerAuthenticationOptions
        {
            ServerCertificate = identity.Certificate,
            ClientCertificateRequired = true,
            EnabledSslProtocols = SslProtocols.Tls13,
        });

    private static async Task Call(SslStream stream, TlsIdentity identity)
    {
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            ClientCertificates = [identity.Certificate],
            EnabledSslProtocols = SslProtocols.Tls13,
        });
        stream.WriteByte(42);
    }

    // An end that refuses does not always tell the other, which would wait for it: its pipe is closed.
    private static async Task<Exception?> Failure(Task handshake, PipeStream pipe)
    {
        try
        {
            await handshake;
            return null;
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            pipe.Close();
            return e;
        }
    }

    private sealed record Outcome(Exception? AtServer, Exception? AtClient, int Received);
}

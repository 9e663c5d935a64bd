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
        Assert.Equal(42, await SendOneByte(_server, stored, _server.Pin, _client.Pin).WaitAsync(Limit));
    }

    [Fact]
    public async Task Handshake_ServerHasAnotherKey_ThrowsAuthenticationException() =>
        await Assert.ThrowsAsync<AuthenticationException>(
            () => SendOneByte(_server, _client, _client.Pin, _client.Pin).WaitAsync(Limit));

    [Fact]
    public async Task Handshake_ClientHasAnotherKey_ThrowsAuthenticationException() =>
        await Assert.ThrowsAsync<AuthenticationException>(
            () => SendOneByte(_server, _client, _server.Pin, _server.Pin).WaitAsync(Limit));

    private static async Task<int> SendOneByte(TlsIdentity server, TlsIdentity client, TlsPin serverPin, TlsPin clientPin)
    {
        string name = $"fedmat-{Guid.NewGuid():N}";
        await using NamedPipeServerStream near = new(name, PipeDirection.InOut, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous);
        await using NamedPipeClientStream far = new(".", name, PipeDirection.InOut, PipeOptions.Asynchronous);
        await Task.WhenAll(near.WaitForConnectionAsync(), far.ConnectAsync());
        await using SslStream serving = new(near, false, Pinned(clientPin));
        await using SslStream calling = new(far, false, Pinned(serverPin));
        Task both = Task.WhenAll(Serve(serving, server), Call(calling, client));
        await Closing(both, near, far);
        return serving.ReadByte();
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

    // An end that refuses does not always tell the other, which would wait for it.
    private static async Task Closing(Task both, NamedPipeServerStream near, NamedPipeClientStream far)
    {
        try
        {
            await both.WaitAsync(TimeSpan.FromSeconds(5));
        }
        catch (TimeoutException)
        {
            near.Close();
            far.Close();
            await both;
        }
    }
}

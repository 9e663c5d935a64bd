using System.Net;
using System.Text.Json.Nodes;
using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Cli.Membership;

/// <summary>What a coordinator needs to run, in one folder: keys, certificates, the roster and its settings.</summary>
/// <param name="Key">Signs what members are told.</param>
/// <param name="Tls">Of the gRPC listener; pinned by the roster.</param>
/// <param name="Https">Of the listener for downloads.</param>
/// <param name="Roster">The one to start with.</param>
internal sealed record CoordinatorFolder(SigningKey Key, TlsIdentity Tls, TlsIdentity Https, Signed<Roster> Roster)
{
    public const string ConfigFile = "coordinator.json";
    public const string HttpsFile = "https.pem";

    /// <param name="folder">Is made where it is missing.</param>
    /// <param name="grpc">Where the coordinator listens for nodes and administrators.</param>
    /// <param name="downloads">Where it listens for downloads.</param>
    public void Write(string folder, IPEndPoint grpc, IPEndPoint downloads)
    {
        PartyFolder.Write(folder, Key, Tls, Roster);
        PartyFolder.WriteSecret(Path.Combine(folder, HttpsFile), Https.Export());
        PartyFolder.WriteSettings(Path.Combine(folder, ConfigFile), new JsonObject
        {
            ["folder"] = "state",
            ["rosterFile"] = PartyFolder.RosterFile,
            ["root"] = Roster.Content.Root.ToString(),
            ["keyFile"] = PartyFolder.KeyFile,
            ["tlsFile"] = PartyFolder.TlsFile,
            ["grpcListen"] = grpc.ToString(),
            ["httpsListen"] = downloads.ToString(),
            ["httpsTlsFile"] = HttpsFile,
        });
    }

    /// <summary>Where a host listens that others reach at an address: this machine alone for a loopback address, else all its networks.</summary>
    public static IPEndPoint Listening(Uri address)
    {
        IPAddress host = IPAddress.TryParse(address.IdnHost, out IPAddress? literal) ? literal : IPAddress.Any;
        if (address.IsLoopback)
            return new IPEndPoint(host.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? IPAddress.IPv6Loopback : IPAddress.Loopback, address.Port);
        return new IPEndPoint(host.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, address.Port);
    }
}

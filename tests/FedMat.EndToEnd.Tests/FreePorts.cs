using System.Net;
using System.Net.Sockets;

namespace FedMat.EndToEnd.Tests;

/// <summary>Ports of this machine that nobody uses at this moment.</summary>
internal static class FreePorts
{
    public static (int First, int Second) Two()
    {
        using TcpListener first = new(IPAddress.Loopback, 0);
        using TcpListener second = new(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return (((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
    }
}

using System.Text.Json;

namespace FedMat.Cli.Bench;

/// <summary>What a node's sockets carried in its life, TLS and all.</summary>
internal sealed record SocketBytes(long Up, long Down)
{
    private const string FileName = "traffic.json";

    public void Write(string folder) => File.WriteAllText(Path.Combine(folder, FileName), JsonSerializer.Serialize(this));

    /// <summary>What a node left in its folder, or null.</summary>
    public static SocketBytes? Read(string folder)
    {
        string file = Path.Combine(folder, FileName);
        return File.Exists(file) ? JsonSerializer.Deserialize<SocketBytes>(File.ReadAllText(file)) : null;
    }
}

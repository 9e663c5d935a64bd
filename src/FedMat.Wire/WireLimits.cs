namespace FedMat.Wire;

/// <summary>Sizes on the wire. Vectors and states travel in chunks, so no limit on a message limits them.</summary>
public static class WireLimits
{
    /// <summary>Bytes in a chunk; the last one may be shorter.</summary>
    public const int ChunkBytes = 1 << 20;

    /// <summary>The largest message that either side takes: a chunk with room to spare, a plan or a roster.</summary>
    public const int MessageBytes = 4 << 20;

    /// <summary>How often a silent stream of news says that it lives.</summary>
    public static TimeSpan Heartbeat { get; } = TimeSpan.FromSeconds(10);

    /// <summary>A stream of news that was silent for so long is dead.</summary>
    public static TimeSpan Silence { get; } = TimeSpan.FromSeconds(35);

    /// <summary>Cuts bytes into chunks without copying them.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Chunks(ReadOnlyMemory<byte> bytes)
    {
        for (int offset = 0; offset < bytes.Length; offset += Math.Min(ChunkBytes, bytes.Length - offset))
            yield return bytes.Slice(offset, Math.Min(ChunkBytes, bytes.Length - offset));
    }
}

namespace FedMat.Crypto;

/// <summary>AES-256-CTR from counter zero (NIST SP 800-38A, section 6.5), at any place in it.</summary>
public static class Keystream
{
    private const int TileSize = 64 * 1024;

    /// <summary>Overwrites the destination with the keystream from byte <paramref name="offset"/> on.</summary>
    /// <param name="key">32 bytes.</param>
    /// <param name="offset">A multiple of 16.</param>
    /// <param name="destination">A multiple of 16 bytes.</param>
    /// <exception cref="ArgumentException">One of them is something else.</exception>
    public static void Fill(ReadOnlySpan<byte> key, long offset, Span<byte> destination)
    {
        if (key.Length != CounterBlocks.KeySize)
            throw new ArgumentException($"{CounterBlocks.KeySize} bytes are needed, {key.Length} were given.", nameof(key));
        if (offset < 0 || offset % CounterBlocks.BlockSize != 0)
            throw new ArgumentOutOfRangeException(nameof(offset), offset, "An offset is at the start of a block of 16 bytes.");
        if (destination.Length % CounterBlocks.BlockSize != 0)
            throw new ArgumentException($"{destination.Length} bytes are no whole number of blocks.", nameof(destination));
        FillFrom(key, (UInt128)(offset / CounterBlocks.BlockSize), destination);
    }

    internal static void FillFrom(ReadOnlySpan<byte> key, UInt128 counter, Span<byte> destination)
    {
        for (int start = 0; start < destination.Length; start += TileSize)
        {
            Span<byte> tile = destination[start..Math.Min(start + TileSize, destination.Length)];
            using CounterBlocks blocks = new(unchecked(counter + (UInt128)(start / CounterBlocks.BlockSize)), tile.Length);
            blocks.Encrypt(key, tile);
        }
    }
}

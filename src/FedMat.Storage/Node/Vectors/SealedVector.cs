using FedMat.Crypto;

namespace FedMat.Storage.Node;

/// <summary>
/// A vector as <see cref="StoredBox"/>es of 1 MiB each, the last one shorter. A box is bound to its contribution, the vector's length and its
/// place in it.
/// </summary>
internal static class SealedVector
{
    public const int ChunkSize = 1 << 20;

    public static async Task WriteAsync(
        Stream stream, ReadOnlyMemory<byte> vector, Digest contribution, PromiseSeal seal, CancellationToken cancellation)
    {
        for (int index = 0; (long)index * ChunkSize < vector.Length; index++)
            await stream.WriteAsync(Box(vector, index, contribution, seal), cancellation).ConfigureAwait(false);
    }

    public static byte[] Box(ReadOnlyMemory<byte> vector, int index, Digest contribution, PromiseSeal seal)
    {
        int start = index * ChunkSize;
        ReadOnlyMemory<byte> chunk = vector.Slice(start, Math.Min(ChunkSize, vector.Length - start));
        return seal.Seal(contribution, chunk.Span, PromiseSeal.ChunkPlace(contribution, vector.Length, index));
    }

    /// <summary>Null when a box cannot be opened.</summary>
    /// <exception cref="EndOfStreamException">The file is too short.</exception>
    public static async Task<byte[]?> ReadAsync(Stream stream, int length, Digest contribution, PromiseSeal seal, CancellationToken cancellation)
    {
        byte[] vector = GC.AllocateUninitializedArray<byte>(length);
        byte[] box = new byte[Math.Min(ChunkSize, length) + StoredBox.Overhead];
        for (int start = 0, index = 0; start < length; start += ChunkSize, index++)
        {
            Memory<byte> read = box.AsMemory(0, Math.Min(ChunkSize, length - start) + StoredBox.Overhead);
            await stream.ReadExactlyAsync(read, cancellation).ConfigureAwait(false);
            if (seal.Open(contribution, read.Span, PromiseSeal.ChunkPlace(contribution, length, index)) is not { } chunk)
                return null;
            chunk.CopyTo(vector, start);
        }

        return vector;
    }
}

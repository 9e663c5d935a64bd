using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace FedMat.Crypto;

/// <summary>
/// AES-256 in counter mode (NIST SP 800-38A, section 6.5; the whole block is the counter, big-endian): a run of counter blocks, which
/// many keys encrypt one after the other. The blocks are public, the keystreams are the caller's to wipe.
/// </summary>
internal sealed class CounterBlocks : IDisposable
{
    public const int BlockSize = 16;
    public const int KeySize = Block32.Size;

    private readonly byte[] _blocks;
    private readonly int _length;

    /// <param name="first">The counter of the first block.</param>
    /// <param name="length">Bytes of keystream that are wanted; the last block may be used in part.</param>
    public CounterBlocks(UInt128 first, int length)
    {
        _length = checked(length + BlockSize - 1) / BlockSize * BlockSize;
        _blocks = ArrayPool<byte>.Shared.Rent(_length);
        Fill(MemoryMarshal.Cast<byte, ulong>(_blocks.AsSpan(0, _length)), (ulong)(first >> 64), unchecked((ulong)first));
    }

    /// <summary>Bytes in the whole blocks, which a keystream must have room for.</summary>
    public int Length => _length;

    public void Encrypt(ReadOnlySpan<byte> key, Span<byte> keystream)
    {
        using Aes aes = Aes.Create();
        aes.SetKey(key);
        aes.EncryptEcb(_blocks.AsSpan(0, _length), keystream, PaddingMode.None);
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_blocks);

    // Optimised at once: a round of a fresh process ends before the runtime would compile the loop anew.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fill(Span<ulong> words, ulong high, ulong low)
    {
        for (int i = 0; i + 1 < words.Length; i += 2)
        {
            words[i] = Stored(high);
            words[i + 1] = Stored(low);
            low = unchecked(low + 1);
            if (low == 0)
                high = unchecked(high + 1);
        }
    }

    private static ulong Stored(ulong word) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(word) : word;
}

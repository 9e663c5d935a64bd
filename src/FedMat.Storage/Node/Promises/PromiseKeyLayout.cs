using System.Buffers.Binary;
using System.Security.Cryptography;
using FedMat.Crypto;

namespace FedMat.Storage.Node;

/// <summary>
/// The bytes of <c>promises.key</c>: a block of text that says what the file is, two blocks with a mark each, then slots of keys. A mark
/// or key stands before a SHA-256 of itself; one whose hash does not fit is not there, be it torn, erased or never written. The
/// marks lie in blocks of their own, so that a write that fails spoils one of them at most.
/// </summary>
internal static class PromiseKeyLayout
{
    public const int BlockSize = 4096;
    public const int KeySize = 32;
    public const int MarkSize = sizeof(long) + Digest.Size;

    /// <summary>Name, key and hash, and room up to a power of two: no slot crosses a sector.</summary>
    public const int SlotSize = 128;

    public const int SlotsPerBlock = BlockSize / SlotSize;

    private const int FirstKey = 3 * BlockSize;
    private const int HashedSize = Digest.Size + KeySize;

    private static ReadOnlySpan<byte> Text => "FedMat promise keys, version 1. Leave this file out of every backup.\n"u8;

    /// <summary>A file with the mark zero and no keys.</summary>
    public static byte[] NewFile()
    {
        byte[] file = new byte[FirstKey + BlockSize];
        Text.CopyTo(file);
        WriteMark(file.AsSpan(BlockSize, MarkSize), 0);
        return file;
    }

    public static bool IsKeyFile(ReadOnlySpan<byte> file) => file.Length >= FirstKey && file.StartsWith(Text);

    public static int MarkOffset(int slot) => BlockSize * (1 + slot);

    public static int KeyOffset(int slot) => FirstKey + (SlotSize * slot);

    /// <summary>Whole slots in a file of this size.</summary>
    public static int Slots(long fileLength) => checked((int)((fileLength - FirstKey) / SlotSize));

    public static void WriteMark(Span<byte> bytes, long mark)
    {
        BinaryPrimitives.WriteInt64LittleEndian(bytes, mark);
        SHA256.HashData(bytes[..sizeof(long)], bytes[sizeof(long)..]);
    }

    public static long? ReadMark(ReadOnlySpan<byte> bytes) =>
        IsWhole(bytes[..MarkSize], sizeof(long)) ? BinaryPrimitives.ReadInt64LittleEndian(bytes) : null;

    public static void WriteKey(Span<byte> slot, Digest name, ReadOnlySpan<byte> key)
    {
        slot.Clear();
        name.CopyTo(slot);
        key.CopyTo(slot[Digest.Size..]);
        SHA256.HashData(slot[..HashedSize], slot[HashedSize..]);
    }

    /// <summary>Whose key the slot holds; null when it holds none.</summary>
    public static Digest? ReadName(ReadOnlySpan<byte> slot) =>
        IsWhole(slot[..(HashedSize + Digest.Size)], HashedSize) ? Digest.FromBytes(slot[..Digest.Size]) : null;

    public static byte[] ReadKey(ReadOnlySpan<byte> slot) => slot.Slice(Digest.Size, KeySize).ToArray();

    private static bool IsWhole(ReadOnlySpan<byte> bytes, int hashed) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(bytes[..hashed]), bytes[hashed..]);
}

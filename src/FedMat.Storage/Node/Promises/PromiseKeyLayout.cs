using System.Buffers.Binary;
using System.Security.Cryptography;
using FedMat.Crypto;

namespace FedMat.Storage.Node;

/// <summary>
/// The bytes of <c>promises.key</c>: a block of text that says what the file is, two blocks with a mark each, then slots of keys and notes. A
/// mark, key or note stands before a SHA-256 of itself; one whose hash does not fit is not there, be it torn, erased or never written. The
/// marks lie in blocks of their own, so that a write that fails spoils one of them at most.
/// </summary>
internal static class PromiseKeyLayout
{
    public const int BlockSize = 4096;
    public const int KeySize = 32;
    public const int MarkSize = sizeof(long) + Digest.Size;

    /// <summary>Name, key or value, and hash, and room up to a power of two: no slot crosses a sector.</summary>
    public const int SlotSize = 128;

    public const int SlotsPerBlock = BlockSize / SlotSize;

    private const int FirstKey = 3 * BlockSize;
    private const int HashedSize = Digest.Size + KeySize;

    // What the hash of a note covers beside it, so that a note is no key.
    private const byte IsNote = 1;

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
        IsWhole(bytes[..MarkSize], SHA256.HashData(bytes[..sizeof(long)])) ? BinaryPrimitives.ReadInt64LittleEndian(bytes) : null;

    public static void WriteKey(Span<byte> slot, Digest name, ReadOnlySpan<byte> key)
    {
        slot.Clear();
        name.CopyTo(slot);
        key.CopyTo(slot[Digest.Size..]);
        HashOfKey(slot).CopyTo(slot[HashedSize..]);
    }

    /// <summary>Whose key the slot holds; null when it holds none.</summary>
    public static Digest? ReadName(ReadOnlySpan<byte> slot) =>
        IsWhole(slot[..(HashedSize + Digest.Size)], HashOfKey(slot)) ? Digest.FromBytes(slot[..Digest.Size]) : null;

    public static byte[] ReadKey(ReadOnlySpan<byte> slot) => slot.Slice(Digest.Size, KeySize).ToArray();

    public static void WriteNote(Span<byte> slot, PromiseNote note)
    {
        slot.Clear();
        note.Name.CopyTo(slot);
        note.Value.CopyTo(slot[Digest.Size..]);
        HashOfNote(slot).CopyTo(slot[HashedSize..]);
    }

    /// <summary>Null when the slot holds no note.</summary>
    public static PromiseNote? ReadNote(ReadOnlySpan<byte> slot) => IsWhole(slot[..(HashedSize + Digest.Size)], HashOfNote(slot))
        ? new PromiseNote(Digest.FromBytes(slot[..Digest.Size]), Digest.FromBytes(slot.Slice(Digest.Size, Digest.Size)))
        : null;

    private static byte[] HashOfKey(ReadOnlySpan<byte> slot) => SHA256.HashData(slot[..HashedSize]);

    private static byte[] HashOfNote(ReadOnlySpan<byte> slot) => SHA256.HashData([.. slot[..HashedSize], IsNote]);

    private static bool IsWhole(ReadOnlySpan<byte> bytes, byte[] hash) =>
        CryptographicOperations.FixedTimeEquals(hash, bytes[^Digest.Size..]);
}

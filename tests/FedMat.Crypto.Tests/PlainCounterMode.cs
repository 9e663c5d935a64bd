using System.Buffers.Binary;
using System.Security.Cryptography;

namespace FedMat.Crypto.Tests;

/// <summary>AES-256-CTR and masks as plainly as they can be written, to hold the fast ones against.</summary>
internal static class PlainCounterMode
{
    public static byte[] Keystream(byte[] key, UInt128 counter, int length)
    {
        using Aes aes = Aes.Create();
        aes.Key = key;
        byte[] keystream = new byte[(length + 15) / 16 * 16];
        byte[] block = new byte[16];
        for (int i = 0; i < keystream.Length; i += 16)
        {
            BinaryPrimitives.WriteUInt128BigEndian(block, unchecked(counter + (UInt128)(i / 16)));
            aes.EncryptEcb(block, PaddingMode.None).CopyTo(keystream, i);
        }

        return keystream[..length];
    }

    public static byte[] Sum(byte[] vector, int wordBits, IEnumerable<MaskTerm> terms)
    {
        int width = wordBits / 8;
        byte[] sum = [.. vector];
        foreach (MaskTerm term in terms)
        {
            byte[] mask = Keystream(term.Key, 0, vector.Length);
            for (int i = 0; i < sum.Length; i += width)
            {
                ulong word = Read(sum, i, width), masking = Read(mask, i, width);
                Write(sum.AsSpan(i, width), unchecked(term.Subtract ? word - masking : word + masking));
            }
        }

        return sum;
    }

    private static ulong Read(byte[] bytes, int start, int width) => width == 4
        ? BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(start))
        : BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(start));

    private static void Write(Span<byte> word, ulong value)
    {
        if (word.Length == 4)
            BinaryPrimitives.WriteUInt32LittleEndian(word, unchecked((uint)value));
        else
            BinaryPrimitives.WriteUInt64LittleEndian(word, value);
    }
}

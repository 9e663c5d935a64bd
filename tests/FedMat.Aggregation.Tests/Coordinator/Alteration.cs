using System.Buffers.Binary;

namespace FedMat.Aggregation.Tests;

/// <summary>The bytes of a message altered at random: cut off, lengthened, spliced with another message's, a length replaced, bits flipped.</summary>
internal static class Alteration
{
    public static byte[] Of(byte[] original, byte[] other, Random random)
    {
        byte[] bytes = [.. original];
        int at = random.Next(bytes.Length);
        switch (random.Next(6))
        {
            case 0:
                return bytes[..at];
            case 1:
                return [.. bytes, .. other[..random.Next(1, 40)]];
            case 2:
                byte[] piece = other[random.Next(other.Length)..];
                piece.AsSpan(0, Math.Min(piece.Length, bytes.Length - at)).CopyTo(bytes.AsSpan(at));
                return bytes;
            case 3:
                at = random.Next(bytes.Length - 4);
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), random.Next(-2, 70_000));
                return bytes;
            default:
                for (int flips = random.Next(1, 4); flips > 0; flips--)
                    bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                return bytes;
        }
    }
}

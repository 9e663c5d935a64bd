namespace NSec.StandIn.Tests;

internal static class Hex
{
    public static byte[] Bytes(string hex) => Convert.FromHexString(hex);

    public static byte[] Flipped(ReadOnlySpan<byte> bytes, int bit)
    {
        byte[] changed = bytes.ToArray();
        changed[bit / 8] ^= (byte)(1 << (bit % 8));
        return changed;
    }
}

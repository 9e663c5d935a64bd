namespace NSec.Cryptography;

/// <summary>Checks of what callers hand in.</summary>
internal static class Given
{
    public static void KeyOf(Algorithm algorithm, Key key, string parameter = "key")
    {
        ArgumentNullException.ThrowIfNull(key, parameter);
        if (key.Algorithm != algorithm)
            throw new ArgumentException("The key was made for another algorithm object.", parameter);
    }

    public static void KeyOf(Algorithm algorithm, PublicKey publicKey, string parameter)
    {
        ArgumentNullException.ThrowIfNull(publicKey, parameter);
        if (publicKey.Algorithm != algorithm)
            throw new ArgumentException("The public key was made for another algorithm object.", parameter);
    }

    public static void Length(int length, int needed, string parameter)
    {
        if (length != needed)
            throw new ArgumentException($"{needed} bytes are needed, not {length}.", parameter);
    }

    public static void NoShift(Span<byte> output, ReadOnlySpan<byte> input, string parameter)
    {
        if (((ReadOnlySpan<byte>)output).Overlaps(input, out int offset) && offset != 0)
            throw new ArgumentException("The output may lie exactly over the input or apart from it, not shifted.", parameter);
    }

    public static void Apart(Span<byte> output, ReadOnlySpan<byte> input, string parameter)
    {
        if (((ReadOnlySpan<byte>)output).Overlaps(input))
            throw new ArgumentException("The output may not lie over an input.", parameter);
    }

    public static void Count(int count, int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, most);
    }

    public static void AtMost(int length, int most, string parameter)
    {
        if (length > most)
            throw new ArgumentException($"At most {most} bytes can be derived, not {length}.", parameter);
    }
}

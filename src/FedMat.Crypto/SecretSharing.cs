using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace FedMat.Crypto;

/// <summary>
/// Shamir's secret sharing (How to share a secret, CACM 22, 1979) over GF(2^16), x^16 + x^12 + x^3 + x + 1: a secret is 16 little-endian
/// words, each the constant term of a polynomial of its own; position p holds the values at x = 1 + p. Any t shares
/// give the secret back (<see cref="ShareRecovery"/>), t - 1 are consistent with every secret. A share proves nothing: that it is
/// the dealer's shows in the dealer's commitment. Limits: 65,535 holders; a little-endian machine.
/// </summary>
public static class SecretSharing
{
    /// <summary>Bytes in a secret and in a share.</summary>
    public const int Size = 32;

    /// <summary>Splits a secret so that <paramref name="threshold"/> holders together can recover it.</summary>
    /// <param name="secret">32 bytes.</param>
    /// <param name="coefficientKey">
    /// 32 uniform bytes, for this secret alone: its AES-256-CTR keystream gives the coefficients, 32 bytes for x^1, then for x^2, up to
    /// x^(t-1). The caller wipes both.
    /// </param>
    /// <param name="threshold">At least two, at most as many as there are holders.</param>
    /// <param name="holders">At most 65,535.</param>
    /// <returns>32 bytes for each position, one after the other.</returns>
    public static byte[] Split(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> coefficientKey, int threshold, int holders)
    {
        if (secret.Length != Size)
            throw new ArgumentException($"{Size} bytes are needed, {secret.Length} were given.", nameof(secret));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(holders, BinaryField.Units);
        ArgumentOutOfRangeException.ThrowIfLessThan(threshold, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threshold, holders);
        byte[] coefficients = new byte[threshold * Size];
        try
        {
            secret.CopyTo(coefficients);
            Keystream.Fill(coefficientKey, 0, coefficients.AsSpan(Size));
            return Evaluate(MemoryMarshal.Cast<byte, Vector256<ushort>>(coefficients.AsSpan()), holders);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(coefficients);
        }
    }

    private static byte[] Evaluate(ReadOnlySpan<Vector256<ushort>> coefficients, int holders)
    {
        byte[] shares = new byte[holders * Size];
        Span<Vector256<ushort>> values = MemoryMarshal.Cast<byte, Vector256<ushort>>(shares.AsSpan());
        for (int position = 0; position < holders; position++)
        {
            Vector256<ushort> value = coefficients[^1];
            for (int power = coefficients.Length - 2; power >= 0; power--)
                value = BinaryField.Multiply(value, PointOf(position)) ^ coefficients[power];
            values[position] = value;
        }

        return shares;
    }

    internal static ushort PointOf(int position) => (ushort)(position + 1);
}

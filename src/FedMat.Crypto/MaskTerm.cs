namespace FedMat.Crypto;

/// <summary>One keystream in a masked vector.</summary>
/// <param name="Key">32 bytes of AES-256, for this keystream alone; the caller wipes them.</param>
/// <param name="Subtract">Whether the keystream is subtracted rather than added.</param>
public readonly record struct MaskTerm(byte[] Key, bool Subtract)
{
    /// <summary>The sign, so that a log line never holds key material.</summary>
    public override string ToString() => Subtract ? "subtracted keystream" : "added keystream";
}

using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>A consortium is its first root key: the SHA-256 of the Ed25519 public key.</summary>
public readonly record struct ConsortiumId(Digest Value)
{
    public static ConsortiumId Of(VerifyingKey firstRoot) => new(Digest.Of(firstRoot.ToArray()));

    /// <summary>The first twelve hexadecimal digits, for people.</summary>
    public string Short => Value.Short;

    public static bool TryParse(string? hex, out ConsortiumId id)
    {
        bool parsed = Digest.TryParse(hex, out Digest value);
        id = new ConsortiumId(value);
        return parsed;
    }

    public override string ToString() => Value.ToString();
}

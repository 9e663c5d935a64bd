using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>A release is its manifest: the SHA-256 of the manifest's canonical bytes.</summary>
public readonly record struct ReleaseId(Digest Value)
{
    /// <summary>The first twelve hexadecimal digits, for people.</summary>
    public string Short => Value.Short;

    public static bool TryParse(string? hex, out ReleaseId id)
    {
        bool parsed = Digest.TryParse(hex, out Digest value);
        id = new ReleaseId(value);
        return parsed;
    }

    public override string ToString() => Value.ToString();
}

using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>A study is its plan: the SHA-256 of the plan's canonical bytes.</summary>
public readonly record struct StudyId(Digest Value)
{
    /// <summary>The first twelve hexadecimal digits, for people.</summary>
    public string Short => Value.Short;

    public static bool TryParse(string? hex, out StudyId id)
    {
        bool parsed = Digest.TryParse(hex, out Digest value);
        id = new StudyId(value);
        return parsed;
    }

    public override string ToString() => Value.ToString();
}

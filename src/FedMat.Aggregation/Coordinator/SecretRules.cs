using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>What a secret that was recovered from shares must agree with.</summary>
internal static class SecretRules
{
    /// <summary>Whether this is the secret that its owner advertised.</summary>
    public static bool Fits(Advert advert, ShareKind kind, ReadOnlySpan<byte> secret)
    {
        if (kind == ShareKind.SelfMask)
            return Advert.Commit(advert.Setup, advert.Member, secret) == advert.SelfMask;
        using AgreementKey key = AgreementKey.FromSecret(secret);
        return key.Public == advert.MaskKey;
    }
}

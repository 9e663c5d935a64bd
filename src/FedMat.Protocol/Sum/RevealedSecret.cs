namespace FedMat.Protocol;

/// <summary>A secret of a spent attempt that the coordinator recovered from shares: b of a survivor, or s of a lost member. Members check it against the advert.</summary>
public sealed record RevealedSecret(MemberId Member, byte[] Secret)
{
    private const int SecretBytes = 32;

    /// <summary>The owner only: printing a secret is nobody's business.</summary>
    public override string ToString() => $"secret of {Member}";

    internal static RevealedSecret Read(ref CanonicalReader reader) => new(reader.Member(), reader.Exactly(SecretBytes).ToArray());

    internal void Write(CanonicalWriter writer) => writer.Member(Member).Bytes(Secret);
}

namespace FedMat.Protocol;

/// <summary>A secret of a spent attempt that the coordinator recovered from shares: b of a survivor, or s of a lost member. Members check it against the advert.</summary>
public sealed record RevealedSecret(MemberId Member, byte[] Secret)
{
    /// <summary>The owner only: printing a secret is nobody's business.</summary>
    public override string ToString() => $"secret of {Member}";
}

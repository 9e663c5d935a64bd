using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>The coordinator's word that it has a contribution whole: what the node keeps in its egress ledger.</summary>
public sealed record Receipt(RoundId Round, MemberId Member, Digest Payload, byte[] Signature)
{
    public static Receipt Sign(Contribution contribution, SigningKey coordinator) =>
        new(contribution.Round, contribution.Member, contribution.Payload, coordinator.Sign(Body(contribution.Round, contribution.Member, contribution.Payload)));

    public bool IsSignedBy(VerifyingKey coordinator) => coordinator.Verifies(Body(Round, Member, Payload), Signature);

    private static byte[] Body(RoundId round, MemberId member, Digest payload) =>
        new CanonicalWriter("fedmat.receipt.v1").Round(round).Member(member).Digest(payload).ToArray();
}

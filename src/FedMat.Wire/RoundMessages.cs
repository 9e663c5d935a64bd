using FedMat.Protocol;
using FedMat.Wire.V1;
using Google.Protobuf;

namespace FedMat.Wire;

/// <summary>Rounds and contributions to messages and back. What does not fit its form is refused with FM107.</summary>
public static class RoundMessages
{
    public static RoundKey ToMessage(this RoundId id) => new() { Study = id.Study.ToBytes(), Round = id.Round, Attempt = id.Attempt };

    public static RoundId ToNoun(this RoundKey? key)
    {
        if (key is null)
            throw WireBytes.Malformed("'key' is missing");
        if (key.Round < 1 || key.Attempt < 1)
            throw WireBytes.Malformed("rounds and attempts count from 1");
        return new RoundId(key.Study.ToStudy(), key.Round, key.Attempt);
    }

    public static ContributionHeader ToMessage(this SignedContribution signed) => new()
    {
        Key = signed.Contribution.Round.ToMessage(),
        Member = signed.Contribution.Member.ToBytes(),
        State = signed.Contribution.State.ToBytes(),
        Ask = signed.Contribution.Ask.ToBytes(),
        Length = signed.Contribution.Length,
        Payload = signed.Contribution.Payload.ToBytes(),
        Signature = ByteString.CopyFrom(signed.Signature),
    };

    /// <summary>A signature of another length than 64 is kept: it is refused as a bad signature, not as a bad message.</summary>
    public static SignedContribution ToNoun(this ContributionHeader header) => new(
        new Contribution(
            header.Key.ToNoun(),
            header.Member.ToMember(),
            header.State.ToDigest("state"),
            header.Ask.ToDigest("ask"),
            header.Length,
            header.Payload.ToDigest("payload")),
        header.Signature.ToByteArray());

    public static ContributeReply ToMessage(this Receipt receipt) => new() { Receipt = ByteString.CopyFrom(receipt.Signature) };

    /// <summary>The receipt for a contribution. Whether the coordinator signed it is the caller's question.</summary>
    public static Receipt ToNoun(this ContributeReply reply, Contribution contribution) =>
        new(contribution.Round, contribution.Member, contribution.Payload, reply.Receipt.ToSignature("receipt"));
}

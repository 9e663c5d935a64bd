using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>
/// A dealer's answer to a complaint: the two shares meant for that holder, open. They are checked against the holder's leaf under the deal
/// that the answer names, and against no other.
/// </summary>
/// <param name="Setup">Which attempt.</param>
/// <param name="Member">The dealer.</param>
/// <param name="Deal">Hash of the deal that is opened, and with it of U1 and of the root.</param>
/// <param name="Holder">Who complained.</param>
/// <param name="SelfMask">The share of the self-mask secret, 32 bytes.</param>
/// <param name="MaskKey">The share of the mask key, 32 bytes.</param>
public sealed record Opening(Digest Setup, MemberId Member, Digest Deal, MemberId Holder, byte[] SelfMask, byte[] MaskKey) : ISumMessage<Opening>
{
    public static string Tag => "fedmat.sum.opening.v1";

    public static Opening Read(ref CanonicalReader reader) => new(
        reader.Digest(), reader.Member(), reader.Digest(), reader.Member(),
        reader.Exactly(DealtShare.ShareBytes).ToArray(), reader.Exactly(DealtShare.ShareBytes).ToArray());

    public void Write(CanonicalWriter writer) =>
        writer.Digest(Setup).Member(Member).Digest(Deal).Member(Holder).Bytes(SelfMask).Bytes(MaskKey);

    public override string ToString() => $"opening of {Member} for {Holder}";
}

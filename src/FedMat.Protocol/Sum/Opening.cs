using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>A dealer's answer to a complaint: the two shares meant for that holder, open. They are checked against the holder's leaf.</summary>
/// <param name="Setup">Which attempt.</param>
/// <param name="Member">The dealer.</param>
/// <param name="Holder">Who complained.</param>
/// <param name="SelfMask">The share of the self-mask secret, 32 bytes.</param>
/// <param name="MaskKey">The share of the mask key, 32 bytes.</param>
public sealed record Opening(Digest Setup, MemberId Member, MemberId Holder, byte[] SelfMask, byte[] MaskKey) : ISumMessage<Opening>
{
    public static string Tag => "fedmat.sum.opening.v1";

    public static Opening Read(ref CanonicalReader reader) => new(
        reader.Digest(), reader.Member(), reader.Member(),
        reader.Exactly(DealtShare.ShareBytes).ToArray(), reader.Exactly(DealtShare.ShareBytes).ToArray());

    public void Write(CanonicalWriter writer) => writer.Digest(Setup).Member(Member).Member(Holder).Bytes(SelfMask).Bytes(MaskKey);

    public override string ToString() => $"opening of {Member} for {Holder}";
}

using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>The coordinator's word that it has a masked vector whole: what the node keeps in its egress ledger.</summary>
/// <param name="Session">Of the vector.</param>
/// <param name="Member">Whose vector.</param>
/// <param name="Payload">Its SHA-256.</param>
public sealed record InputReceipt(Digest Session, MemberId Member, Digest Payload) : ISumMessage<InputReceipt>
{
    public static string Tag => "fedmat.sum.receipt.v1";

    public static InputReceipt Read(ref CanonicalReader reader) => new(reader.Digest(), reader.Member(), reader.Digest());

    public void Write(CanonicalWriter writer) => writer.Digest(Session).Member(Member).Digest(Payload);
}

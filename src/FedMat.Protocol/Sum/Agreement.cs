using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>Stage 3: a survivor agrees to this list of survivors and these digests.</summary>
/// <param name="Session">Of the attempt.</param>
/// <param name="Member">Who agrees.</param>
/// <param name="Survivors">Hash of U3 and its digests.</param>
public sealed record Agreement(Digest Session, MemberId Member, Digest Survivors) : ISumMessage<Agreement>
{
    public static string Tag => "fedmat.sum.agreement.v1";

    public static Agreement Read(ref CanonicalReader reader) => new(reader.Digest(), reader.Member(), reader.Digest());

    public void Write(CanonicalWriter writer) => writer.Digest(Session).Member(Member).Digest(Survivors);
}

using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>Stage 4: one share of every dealer of U2, of the self mask where it survived and of the mask key where it was lost.</summary>
/// <param name="Session">Of the attempt.</param>
/// <param name="Member">Who answers.</param>
/// <param name="Survivors">Hash of U3, which says of each dealer which share this is.</param>
/// <param name="Shares">32 bytes for each dealer, in the order of U2.</param>
public sealed record UnmaskAnswer(Digest Session, MemberId Member, Digest Survivors, byte[] Shares) : ISumMessage<UnmaskAnswer>
{
    public static string Tag => "fedmat.sum.answer.v1";

    public ReadOnlyMemory<byte> ShareAt(int dealer) => Shares.AsMemory(DealtShare.ShareBytes * dealer, DealtShare.ShareBytes);

    public static UnmaskAnswer Read(ref CanonicalReader reader)
    {
        (Digest session, MemberId member, Digest survivors) = (reader.Digest(), reader.Member(), reader.Digest());
        byte[] shares = reader.Bytes(SumMessage.MostMembers * DealtShare.ShareBytes).ToArray();
        return shares.Length % DealtShare.ShareBytes == 0
            ? new UnmaskAnswer(session, member, survivors, shares)
            : throw new FormatException($"{shares.Length} bytes are no whole number of shares");
    }

    public void Write(CanonicalWriter writer) => writer.Digest(Session).Member(Member).Digest(Survivors).Bytes(Shares);

    public override string ToString() => $"unmask answer of {Member} in session {Session.Short}";
}

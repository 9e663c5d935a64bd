using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>A holder's word that a dealer's envelope cannot be opened, or holds other shares than its leaf commits to.</summary>
/// <param name="Setup">Which attempt.</param>
/// <param name="Member">The holder.</param>
/// <param name="Dealer">Whom it blames.</param>
/// <param name="Dealers">h2.</param>
public sealed record Complaint(Digest Setup, MemberId Member, MemberId Dealer, Digest Dealers) : ISumMessage<Complaint>
{
    public static string Tag => "fedmat.sum.complaint.v1";

    public static Complaint Read(ref CanonicalReader reader) => new(reader.Digest(), reader.Member(), reader.Member(), reader.Digest());

    public void Write(CanonicalWriter writer) => writer.Digest(Setup).Member(Member).Member(Dealer).Digest(Dealers);
}

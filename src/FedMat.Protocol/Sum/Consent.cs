using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>A member's word that two exact sums whose lists differ by it may both be taken, though their difference tells of its rows.</summary>
/// <param name="First">Hash of one list of (member, snapshot number).</param>
/// <param name="Second">Hash of the other.</param>
/// <param name="Member">Who consents.</param>
public sealed record Consent(Digest First, Digest Second, MemberId Member) : ISumMessage<Consent>
{
    public static string Tag => "fedmat.sum.consent.v1";

    public static Consent Read(ref CanonicalReader reader) => new(reader.Digest(), reader.Digest(), reader.Member());

    public void Write(CanonicalWriter writer) => writer.Digest(First).Digest(Second).Member(Member);
}

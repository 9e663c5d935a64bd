using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Node;

/// <summary>Signs this node's answers, and tells its own from others.</summary>
/// <param name="Key">The identity key.</param>
/// <param name="Self">This member.</param>
/// <param name="Consortium">Where.</param>
internal sealed record ConsentSigner(SigningKey Key, MemberId Self, ConsortiumId Consortium)
{
    public Signed<StudyConsent> Sign(StudyId study, int number, ConsentAnswer answer, string reason, DateTimeOffset until, DateTimeOffset now)
    {
        string said = reason.Length <= StudyConsent.LongestReason ? reason : reason[..StudyConsent.LongestReason];
        return Signed<StudyConsent>.Sign(
            new StudyConsent(StudyConsent.CurrentFormat, Consortium, study, Self, number, answer, said, until, now), Key);
    }

    /// <summary>Whether an answer is this node's to this plan, under the key that it has: one of another plan, member or key counts for nothing.</summary>
    public bool IsOwn(Signed<StudyConsent> consent, StudyId study) =>
        consent.Content.Study == study && consent.Content.Member == Self && consent.Content.Consortium == Consortium && consent.IsSignedBy(Key.Public);
}

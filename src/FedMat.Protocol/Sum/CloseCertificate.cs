namespace FedMat.Protocol;

/// <summary>Closings of one attempt by at least T distinct members of the plan: no sum of it can ever be taken.</summary>
public sealed record CloseCertificate(IReadOnlyList<SignedMessage<Closing>> Closings) : ISumMessage<CloseCertificate>
{
    public static string Tag => "fedmat.sum.certificate.v1";

    public static CloseCertificate Read(ref CanonicalReader reader) => new(reader.List<Closing>());

    public void Write(CanonicalWriter writer) => writer.List(Closings);

    /// <summary>Whether it closes this attempt: enough distinct members of the plan signed exactly that.</summary>
    /// <param name="round">The attempt.</param>
    /// <param name="terms">The plan's members and thresholds, of whatever attempt at the study.</param>
    public bool Closes(RoundId round, SumTerms terms) =>
        Closings.All(closing => closing.Content.Round == round && terms.Find(closing.Content.Member) is { } member && closing.IsSignedBy(member.Key))
        && Closings.Select(closing => closing.Content.Member).Distinct().Count() is int distinct
        && distinct == Closings.Count && distinct >= terms.Thresholds.Signing;
}

namespace FedMat.Protocol;

/// <summary>
/// A member's signed answer to one plan. Only a granted one that has neither ended nor been withdrawn lets the member's node contribute; a plan
/// with one letter changed has another id, and no consent.
/// </summary>
/// <param name="Format">The version of this document's shape.</param>
/// <param name="Consortium">In which.</param>
/// <param name="Study">The plan's id: the SHA-256 of its canonical bytes.</param>
/// <param name="Member">Who answers.</param>
/// <param name="Number">Counts this member's answers to this plan from 1. The highest one holds.</param>
/// <param name="Answer">Yes, no, or no longer.</param>
/// <param name="Reason">For the others; may be empty.</param>
/// <param name="Until">When a granted consent ends by itself.</param>
/// <param name="Made">When it was signed.</param>
public sealed record StudyConsent(
    int Format,
    ConsortiumId Consortium,
    StudyId Study,
    MemberId Member,
    int Number,
    ConsentAnswer Answer,
    string Reason,
    DateTimeOffset Until,
    DateTimeOffset Made) : IDocument
{
    public const int CurrentFormat = 1;
    public const int LongestReason = 500;

    public static string Tag => "fedmat.study-consent.v1";

    /// <summary>Whether it lets the member contribute at that moment.</summary>
    public bool Holds(DateTimeOffset now) => Answer == ConsentAnswer.Granted && now < Until;

    public void Validate()
    {
        if (Format != CurrentFormat)
            throw new FormatException($"consent: format {Format} is not known here; this version reads format {CurrentFormat}");
        if (Number < 1)
            throw new FormatException("consent: 'number' counts from 1");
        if (Reason.Length > LongestReason)
            throw new FormatException($"consent: 'reason' has at most {LongestReason} characters");
    }
}

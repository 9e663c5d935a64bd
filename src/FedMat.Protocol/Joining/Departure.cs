namespace FedMat.Protocol;

/// <summary>A member's signed word that it leaves the consortium. What was published with its help stays as it is.</summary>
/// <param name="Format">The version of this document's shape.</param>
/// <param name="Consortium">Which it leaves.</param>
/// <param name="Member">Who leaves.</param>
/// <param name="Reason">For the others; may be empty.</param>
/// <param name="Made">When it was signed.</param>
public sealed record Departure(int Format, ConsortiumId Consortium, MemberId Member, string Reason, DateTimeOffset Made) : IDocument
{
    public const int CurrentFormat = 1;

    public static string Tag => "fedmat.departure.v1";

    public void Validate()
    {
        if (Format != CurrentFormat)
            throw new FormatException($"departure: format {Format} is not known here; this version reads format {CurrentFormat}");
    }
}

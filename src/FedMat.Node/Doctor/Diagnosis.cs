namespace FedMat.Node;

/// <summary>One line of <c>fedmat node doctor</c>. No data values, no keys, no passwords.</summary>
/// <param name="Check">What was looked at.</param>
/// <param name="Health">What it came to.</param>
/// <param name="Found">What was found.</param>
/// <param name="Remedy">What to do; empty where there is nothing to do.</param>
public sealed record Diagnosis(string Check, Health Health, string Found, string Remedy = "")
{
    internal static Diagnosis Ok(string check, string found) => new(check, Health.Ok, found);

    internal static Diagnosis Skipped(string check, string because) => new(check, Health.Skipped, because);
}

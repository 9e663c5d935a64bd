namespace FedMat.Materials;

/// <summary>Rows that no study uses.</summary>
/// <param name="Reason">Why; <see cref="SampleUse.WhyNot"/>.</param>
/// <param name="Rows">How many.</param>
public sealed record LeftOut(string Reason, int Rows);

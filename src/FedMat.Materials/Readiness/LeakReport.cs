namespace FedMat.Materials;

/// <summary>Rows that belong together and stand on both sides of a hold-out, which makes a model look better than it is.</summary>
/// <param name="Together">What they share: a group's column, or the columns that make duplicates.</param>
/// <param name="Between">The two sides.</param>
/// <param name="IsDrawn">True where the sides are a plan's or the table's; false where any study's may part them.</param>
/// <param name="Sets">How many groups or sets of duplicates are, or may be, parted.</param>
/// <param name="Rows">How many of the rows used belong to them.</param>
public sealed record LeakReport(string Together, string Between, bool IsDrawn, int Sets, int Rows);

namespace FedMat.Materials;

/// <summary>What is to be predicted.</summary>
/// <param name="Name">The column's name in a table; the unit stands in it.</param>
/// <param name="Unit">Never empty; "1" for a pure number.</param>
/// <param name="Minimum">The smallest value allowed.</param>
/// <param name="Maximum">The largest value allowed.</param>
public sealed record TargetColumn(string Name, string Unit, double Minimum, double Maximum);

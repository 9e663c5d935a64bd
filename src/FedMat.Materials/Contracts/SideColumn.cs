namespace FedMat.Materials;

/// <summary>A column that stands beside inputs and target: an uncertainty, a group, something kept with the record.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Synonyms">Other headers that mean the same, in any language, without their units.</param>
public sealed record SideColumn(string Name, IReadOnlyList<string> Synonyms);

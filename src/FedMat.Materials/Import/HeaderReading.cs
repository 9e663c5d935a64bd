namespace FedMat.Materials;

/// <summary>One way to take a header apart.</summary>
/// <param name="Name">Folded.</param>
/// <param name="Unit">As it stands, or null.</param>
internal readonly record struct HeaderReading(string Name, string? Unit);

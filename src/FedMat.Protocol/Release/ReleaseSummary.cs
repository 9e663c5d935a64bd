namespace FedMat.Protocol;

/// <summary>A release in a list.</summary>
/// <param name="Id">SHA-256 of the manifest.</param>
/// <param name="Name">The study's name.</param>
/// <param name="Property">What is predicted.</param>
/// <param name="Unit">In which unit.</param>
/// <param name="Members">How many members contributed.</param>
/// <param name="Created">When it was published.</param>
/// <param name="Bytes">The bundle's size.</param>
/// <param name="Sha256">Of the bundle.</param>
public sealed record ReleaseSummary(
    string Id, string Name, string Property, string Unit, int Members, DateTimeOffset Created, long Bytes, string Sha256);

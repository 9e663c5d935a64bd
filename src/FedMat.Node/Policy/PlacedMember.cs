namespace FedMat.Node;

/// <summary>A key of an object, with its place, and its value.</summary>
internal sealed record PlacedMember(string Key, int Line, int Column, PlacedJson Value);

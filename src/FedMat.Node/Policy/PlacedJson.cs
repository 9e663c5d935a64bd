using System.Text.Json;

namespace FedMat.Node;

/// <summary>A JSON value with the place where it begins, for messages to whoever wrote it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in characters.</param>
/// <param name="Scalar">A text, a number, true or false; undefined otherwise.</param>
/// <param name="Items">The values of a list, in their order.</param>
/// <param name="Members">The keys and values of an object, in their order; a key may stand there twice.</param>
internal sealed record PlacedJson(
    JsonValueKind Kind, int Line, int Column, JsonElement Scalar, IReadOnlyList<PlacedJson> Items, IReadOnlyList<PlacedMember> Members)
{
    /// <summary>Reads a document; comments and trailing commas are allowed.</summary>
    /// <exception cref="JsonException">It is no JSON; the exception has the place.</exception>
    public static PlacedJson Parse(byte[] json) => new PlacedJsonReader(json).Read();
}

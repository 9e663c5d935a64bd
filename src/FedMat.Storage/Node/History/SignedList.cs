using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Storage.Node;

/// <summary>A list of members that a sum over this node's rows was agreed for.</summary>
/// <param name="Family">Hash of what the history rules compare it with: a part of a snapshot, or one contribution.</param>
/// <param name="Kind">Which rules.</param>
/// <param name="Members">The list in canonical bytes.</param>
/// <param name="Round">The attempt in which it was signed.</param>
/// <param name="Status">What became of that.</param>
/// <param name="Made">When it was written down.</param>
public sealed record SignedList(
    Digest Family, SignedListKind Kind, ReadOnlyMemory<byte> Members, RoundId Round, SignedListStatus Status, DateTimeOffset Made);

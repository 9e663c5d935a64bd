using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Storage.Node;

/// <summary>A list with this node's rows that another member says it signed.</summary>
/// <param name="Family">Hash of what the history rules compare it with, as this node names it.</param>
/// <param name="Kind">Which rules.</param>
/// <param name="Members">The list in canonical bytes.</param>
/// <param name="Round">The attempt in which it was signed.</param>
public sealed record RecoveredList(Digest Family, SignedListKind Kind, ReadOnlyMemory<byte> Members, RoundId Round);

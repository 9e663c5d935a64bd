using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Storage.Node;

/// <summary>A list of members to be agreed to.</summary>
/// <param name="Family">Hash of what the history rules compare it with: a part of a snapshot, or one contribution.</param>
/// <param name="Kind">Which rules.</param>
/// <param name="Members">The list in canonical bytes.</param>
/// <param name="Check">
/// Says why the list may not be signed after those of its family, oldest first; null when it may. It runs in the transaction that
/// writes the list down, so that two lists cannot pass each other; it may run several times.
/// </param>
public sealed record NewSignedList(
    Digest Family, SignedListKind Kind, ReadOnlyMemory<byte> Members, Func<IReadOnlyList<SignedList>, Refusal?> Check);

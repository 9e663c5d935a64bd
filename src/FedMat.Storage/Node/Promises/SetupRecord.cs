using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Storage.Node;

/// <summary>An attempt that this node took part in.</summary>
/// <param name="Round">Study, round and attempt: spent for ever, whatever the status.</param>
/// <param name="Setup">The hash of its terms.</param>
/// <param name="Created">When it was opened here.</param>
/// <param name="Status">How it stands.</param>
/// <param name="Mark">The commit that opened it; see <see cref="NodePromises.Restored"/>.</param>
public sealed record SetupRecord(RoundId Round, Digest Setup, DateTimeOffset Created, SetupStatus Status, long Mark);

using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Storage.Node;

/// <summary>An attempt to be opened.</summary>
/// <param name="Round">Study, round and attempt.</param>
/// <param name="Setup">The hash of its terms.</param>
/// <param name="Secrets">What was drawn for it; stored sealed.</param>
public sealed record NewSetup(RoundId Round, Digest Setup, ReadOnlyMemory<byte> Secrets);

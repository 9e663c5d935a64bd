using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Storage.Node;

/// <summary>A masked vector that is about to leave.</summary>
/// <param name="Round">The attempt that it is for.</param>
/// <param name="Payload">SHA-256 of its bytes.</param>
/// <param name="Bytes">How many.</param>
public sealed record NewUpload(RoundId Round, Digest Payload, long Bytes);

using FedMat.Crypto;

namespace FedMat.Storage.Node;

/// <summary>A quantised vector that is held.</summary>
/// <param name="Contribution">Hash of model state, ask and snapshot number.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Made">When it was stored.</param>
public sealed record StoredVector(Digest Contribution, int Length, DateTimeOffset Made);

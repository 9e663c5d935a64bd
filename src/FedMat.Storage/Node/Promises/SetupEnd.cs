using FedMat.Crypto;

namespace FedMat.Storage.Node;

/// <summary>The end of an attempt at this node.</summary>
/// <param name="Setup">Which one.</param>
/// <param name="Status">Closed or done.</param>
public sealed record SetupEnd(Digest Setup, SetupStatus Status);

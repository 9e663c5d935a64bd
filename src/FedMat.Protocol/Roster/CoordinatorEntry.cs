using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>The coordinator as its members know it.</summary>
/// <param name="Key">Its online Ed25519 key: signs receipts and releases.</param>
/// <param name="Pin">SHA-256 of the public key of its certificate on the gRPC listener.</param>
public sealed record CoordinatorEntry(VerifyingKey Key, TlsPin Pin);

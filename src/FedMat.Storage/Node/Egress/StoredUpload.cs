using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Storage.Node;

/// <summary>A masked vector that was let go: a line of the egress ledger.</summary>
/// <param name="Round">The attempt that it is for.</param>
/// <param name="Payload">SHA-256 of its bytes.</param>
/// <param name="Bytes">How many.</param>
/// <param name="Made">When it was let go: before its first byte left.</param>
/// <param name="Sends">How often sending was begun and ended under this program's eyes.</param>
/// <param name="BytesSent">Bytes of it that left in those.</param>
/// <param name="Receipt">The coordinator's word that it has it whole.</param>
/// <param name="Received">When that was written down.</param>
public sealed record StoredUpload(
    RoundId Round,
    Digest Payload,
    long Bytes,
    DateTimeOffset Made,
    int Sends,
    long BytesSent,
    SignedMessage<InputReceipt>? Receipt,
    DateTimeOffset? Received);

using FedMat.Protocol;

namespace FedMat.Storage.Node;

/// <summary>The end of one sending of a masked vector, be it whole or broken off.</summary>
/// <param name="Round">The attempt that it is for.</param>
/// <param name="Bytes">Bytes of it that left.</param>
/// <param name="Receipt">The coordinator's word that it has it whole, its signature verified; null when there is none.</param>
/// <param name="Roster">The number of the roster whose coordinator key signed the receipt; 0 where there is none.</param>
public sealed record UploadEnd(RoundId Round, long Bytes, SignedMessage<InputReceipt>? Receipt, int Roster = 0);

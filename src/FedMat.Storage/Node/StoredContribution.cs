using FedMat.Protocol;

namespace FedMat.Storage.Node;

/// <summary>A vector that this node made, and what left of it: a line of the egress ledger.</summary>
/// <param name="Signed">The description under this node's signature.</param>
/// <param name="Bytes">The vector's size.</param>
/// <param name="IsHeld">Whether the vector is still here: until the receipt is in or the attempt is past.</param>
/// <param name="Stored">When it was stored: before anything left.</param>
/// <param name="FirstSent">When its first byte was let go.</param>
/// <param name="Sends">How often sending was begun.</param>
/// <param name="BytesSent">Bytes of the vector that were sent, over all sends that ended under this program's eyes.</param>
/// <param name="Receipt">The coordinator's word that it has it whole.</param>
/// <param name="Received">When the receipt came.</param>
public sealed record StoredContribution(
    SignedContribution Signed,
    long Bytes,
    bool IsHeld,
    DateTimeOffset Stored,
    DateTimeOffset? FirstSent,
    int Sends,
    long BytesSent,
    Receipt? Receipt,
    DateTimeOffset? Received)
{
    public RoundId Round => Signed.Contribution.Round;
}

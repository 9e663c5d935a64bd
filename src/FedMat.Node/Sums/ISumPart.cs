using FedMat.Aggregation;
using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Node;

/// <summary>A node's part in a sum from the list of survivors on: as one of them, or as one that was lost and watches.</summary>
internal interface ISumPart
{
    /// <summary>Stage 4.</summary>
    Outcome<SumReply> Unmask(UnmaskRequest request);

    /// <summary>Stage 5a.</summary>
    Outcome<SumReply> Check(SignedMessage<SumResult> result, RingVector sum, int threads, CancellationToken cancellation);

    /// <summary>Survivors whose tags are missing and whose masked vectors are needed.</summary>
    /// <returns>Each with the digest of its vector.</returns>
    IEnumerable<(MemberId Member, Digest Payload)> Silent(CheckList list);

    /// <summary>Stage 5b.</summary>
    Outcome<Accepted> Accept(
        CheckList list, IReadOnlyDictionary<MemberId, RingVector> silentVectors, int threads, CancellationToken cancellation);
}

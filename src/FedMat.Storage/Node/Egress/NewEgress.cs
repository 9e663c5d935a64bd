using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Storage.Node;

/// <summary>A message that is about to leave: what the egress ledger takes down.</summary>
/// <param name="Kind">One of <see cref="EgressKind"/>, or another word in lower case for another call.</param>
/// <param name="Stage">Of a word of a secure sum, which one; else empty.</param>
/// <param name="Study">For which study; null for none.</param>
/// <param name="Round">The study's round; null where it is for none.</param>
/// <param name="Attempt">The attempt at the round; null where it is for none.</param>
/// <param name="Bytes">How many leave, without what the transport adds.</param>
/// <param name="Payload">Their SHA-256.</param>
public sealed record NewEgress(string Kind, string Stage, StudyId? Study, int? Round, int? Attempt, long Bytes, Digest Payload)
{
    /// <summary>A document that is sent by itself: an answer to a plan, a vouch, a departure.</summary>
    public static NewEgress Of(string kind, StudyId? study, ReadOnlySpan<byte> document) =>
        new(kind, "", study, null, null, document.Length, Digest.Of(document));

    /// <summary>A word of a secure sum.</summary>
    /// <param name="stage">Which.</param>
    /// <param name="round">The attempt that it belongs to.</param>
    /// <param name="body">The signed body.</param>
    public static NewEgress Word(string stage, RoundId round, ReadOnlySpan<byte> body) =>
        new(EgressKind.Word, stage, round.Study, round.Round, round.Attempt, body.Length, Digest.Of(body));

    internal static NewEgress Vector(RoundId round, long bytes, Digest payload) =>
        new(EgressKind.Vector, "", round.Study, round.Round, round.Attempt, bytes, payload);
}

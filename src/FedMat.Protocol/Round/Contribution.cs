using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>What a member says of the vector it sends: for which attempt, from which model, in answer to what, and its hash.</summary>
/// <param name="Round">Study, round and attempt.</param>
/// <param name="Member">Who contributes.</param>
/// <param name="State">Hash of the model state that the member started from.</param>
/// <param name="Ask">Hash of the round's specification.</param>
/// <param name="Length">Slots.</param>
/// <param name="Payload">SHA-256 of the vector's bytes.</param>
public sealed record Contribution(RoundId Round, MemberId Member, Digest State, Digest Ask, int Length, Digest Payload)
{
    /// <summary>The bytes that the member's identity key signs.</summary>
    public byte[] Body() => new CanonicalWriter("fedmat.contribution.v1")
        .Round(Round).Member(Member).Digest(State).Digest(Ask).Int32(Length).Digest(Payload).ToArray();

    public SignedContribution Sign(SigningKey key) => new(this, key.Sign(Body()));
}

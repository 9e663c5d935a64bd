using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>Stage 5b: the member has checked the sum and computed the next model state from it.</summary>
/// <param name="Round">Study, round, attempt.</param>
/// <param name="Member">Who accepts.</param>
/// <param name="Session">Of the attempt.</param>
/// <param name="Survivors">Hash of U3.</param>
/// <param name="Sum">SHA-256 of S.</param>
/// <param name="State">Hash of the state that the next round starts from.</param>
public sealed record Acceptance(RoundId Round, MemberId Member, Digest Session, Digest Survivors, Digest Sum, Digest State) : ISumMessage<Acceptance>
{
    public static string Tag => "fedmat.sum.acceptance.v1";

    public static Acceptance Read(ref CanonicalReader reader) =>
        new(reader.Round(), reader.Member(), reader.Digest(), reader.Digest(), reader.Digest(), reader.Digest());

    public void Write(CanonicalWriter writer) =>
        writer.Round(Round).Member(Member).Digest(Session).Digest(Survivors).Digest(Sum).Digest(State);
}

using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>Stage 2: what a member says of its masked vector y.</summary>
/// <param name="Session">Setup, U2, model and question.</param>
/// <param name="Member">Whose.</param>
/// <param name="Length">Slots.</param>
/// <param name="Payload">SHA-256 of y, little-endian slots.</param>
/// <param name="Snapshot">Number of the member's frozen rows that y was made from.</param>
public sealed record MaskedInput(Digest Session, MemberId Member, int Length, Digest Payload, int Snapshot) : ISumMessage<MaskedInput>
{
    public static string Tag => "fedmat.sum.input.v1";

    public static MaskedInput Read(ref CanonicalReader reader) =>
        new(reader.Digest(), reader.Member(), reader.Int32(), reader.Digest(), reader.Int32());

    public void Write(CanonicalWriter writer) => writer.Digest(Session).Member(Member).Int32(Length).Digest(Payload).Int32(Snapshot);
}

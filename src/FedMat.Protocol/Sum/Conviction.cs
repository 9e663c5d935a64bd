namespace FedMat.Protocol;

/// <summary>That a member broke the protocol, with what proves it. Whoever has plan and roster can check the evidence; no signature is needed.</summary>
/// <param name="Round">In which attempt.</param>
/// <param name="Member">Who.</param>
/// <param name="Offence">How; it says what the evidence is.</param>
/// <param name="Evidence">
/// The body of a <see cref="FalseDeal"/>, <see cref="FalseShare"/>, <see cref="FalseOpening"/>, <see cref="FalseTags"/> or <see cref="Equivocation"/>.
/// </param>
public sealed record Conviction(RoundId Round, MemberId Member, Offence Offence, byte[] Evidence) : ISumMessage<Conviction>
{
    public static string Tag => "fedmat.sum.conviction.v1";

    public static Conviction Read(ref CanonicalReader reader)
    {
        (RoundId round, MemberId member, Offence offence) = (reader.Round(), reader.Member(), (Offence)reader.Int32());
        return Enum.IsDefined(offence)
            ? new Conviction(round, member, offence, reader.Bytes(int.MaxValue).ToArray())
            : throw new FormatException($"{(int)offence} is no offence");
    }

    public void Write(CanonicalWriter writer) => writer.Round(Round).Member(Member).Int32((int)Offence).Bytes(Evidence);

    public override string ToString() => $"{Offence} of {Member} in {Round}";
}

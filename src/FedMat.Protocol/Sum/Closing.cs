namespace FedMat.Protocol;

/// <summary>"That attempt is closed; I have not sent and never will send a stage-4 answer for it." T of them are a close certificate.</summary>
/// <param name="Round">Which attempt.</param>
/// <param name="Member">Whose word.</param>
public sealed record Closing(RoundId Round, MemberId Member) : ISumMessage<Closing>
{
    public static string Tag => "fedmat.sum.closing.v1";

    public static Closing Read(ref CanonicalReader reader) => new(reader.Round(), reader.Member());

    public void Write(CanonicalWriter writer) => writer.Round(Round).Member(Member);
}

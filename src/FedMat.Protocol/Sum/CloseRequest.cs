namespace FedMat.Protocol;

/// <summary>The coordinator's signed word that it has chosen to close an attempt and will not unmask it.</summary>
/// <param name="Round">Which attempt.</param>
public sealed record CloseRequest(RoundId Round) : ISumMessage<CloseRequest>
{
    public static string Tag => "fedmat.sum.close.v1";

    public static CloseRequest Read(ref CanonicalReader reader) => new(reader.Round());

    public void Write(CanonicalWriter writer) => writer.Round(Round);
}

using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>The coordinator's signed request for stage 2, sent when no complaint is open: which model, which question.</summary>
/// <param name="Setup">Which attempt.</param>
/// <param name="Dealers">h2.</param>
/// <param name="State">Hash of the model state that everybody starts from.</param>
/// <param name="Ask">Hash of the round's specification.</param>
public sealed record InputRequest(Digest Setup, Digest Dealers, Digest State, Digest Ask) : ISumMessage<InputRequest>
{
    public static string Tag => "fedmat.sum.inputs.v1";

    /// <summary>H(tag | setup | h2 | model-state hash | ask): enters every pair key, self mask and later signature.</summary>
    public Digest Session =>
        new CanonicalWriter("fedmat.sum.session.v1").Digest(Setup).Digest(Dealers).Digest(State).Digest(Ask).ToDigest();

    public static InputRequest Read(ref CanonicalReader reader) => new(reader.Digest(), reader.Digest(), reader.Digest(), reader.Digest());

    public void Write(CanonicalWriter writer) => writer.Digest(Setup).Digest(Dealers).Digest(State).Digest(Ask);
}

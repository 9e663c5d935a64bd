using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>U3, as the coordinator fixed and signed it: those of U2 whose masked vector arrived, in the order of their ids' bytes.</summary>
/// <param name="Session">Of the attempt.</param>
/// <param name="Inputs">Each under its member's signature.</param>
public sealed record SurvivorList(Digest Session, IReadOnlyList<SignedMessage<MaskedInput>> Inputs) : ISumMessage<SurvivorList>
{
    public static string Tag => "fedmat.sum.survivors.v1";

    public IEnumerable<MemberId> Members => Inputs.Select(input => input.Content.Member);

    /// <summary>H(tag | session | U3 with digests and snapshot numbers): what stage 3 signs, whatever signatures were shown.</summary>
    public Digest Hash
    {
        get
        {
            CanonicalWriter writer = new CanonicalWriter("fedmat.sum.u3.v1").Digest(Session).Int32(Inputs.Count);
            foreach (MaskedInput input in Inputs.Select(signed => signed.Content))
                writer.Member(input.Member).Digest(input.Payload).Int32(input.Snapshot);
            return writer.ToDigest();
        }
    }

    public static SurvivorList Read(ref CanonicalReader reader) => new(reader.Digest(), reader.List<MaskedInput>());

    public void Write(CanonicalWriter writer) => writer.Digest(Session).List(Inputs);
}

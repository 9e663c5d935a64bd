namespace FedMat.Protocol;

/// <summary>Stage 4 on its way down: U3 and at least T agreements to it. It proves itself by the signatures that it carries.</summary>
/// <param name="Survivors">U3 under the coordinator's signature.</param>
/// <param name="Agreements">Of distinct survivors.</param>
public sealed record UnmaskRequest(SignedMessage<SurvivorList> Survivors, IReadOnlyList<SignedMessage<Agreement>> Agreements) : ISumMessage<UnmaskRequest>
{
    public static string Tag => "fedmat.sum.unmask.v1";

    public static UnmaskRequest Read(ref CanonicalReader reader) =>
        new(SignedMessage<SurvivorList>.Parse(reader.Bytes(int.MaxValue)), reader.List<Agreement>());

    public void Write(CanonicalWriter writer) => writer.Bytes(Survivors.ToBytes()).List(Agreements);
}

namespace FedMat.Protocol;

/// <summary>
/// Stage 5 on its way down: everybody's tags; and of each survivor that sent none in time, or false ones, what the tags can be computed from: its
/// self-mask secret, and the mask keys of the lost. Its y is fetched by the digest that it signed. The list proves itself.
/// </summary>
/// <param name="Tags">In the order of U3.</param>
/// <param name="Silent">Self-mask secrets of survivors without valid tags.</param>
/// <param name="Lost">Mask keys of U2 without U3; empty unless somebody was silent.</param>
public sealed record CheckList(
    IReadOnlyList<SignedMessage<CheckTags>> Tags, IReadOnlyList<RevealedSecret> Silent, IReadOnlyList<RevealedSecret> Lost) : ISumMessage<CheckList>
{
    public static string Tag => "fedmat.sum.check.v1";

    public static CheckList Read(ref CanonicalReader reader) => new(reader.List<CheckTags>(), Secrets(ref reader), Secrets(ref reader));

    public void Write(CanonicalWriter writer)
    {
        writer.List(Tags);
        foreach (IReadOnlyList<RevealedSecret> secrets in new[] { Silent, Lost })
        {
            writer.Int32(secrets.Count);
            foreach (RevealedSecret secret in secrets)
                secret.Write(writer);
        }
    }

    private static RevealedSecret[] Secrets(ref CanonicalReader reader)
    {
        RevealedSecret[] secrets = new RevealedSecret[reader.Count(SumMessage.MostMembers)];
        for (int i = 0; i < secrets.Length; i++)
            secrets[i] = RevealedSecret.Read(ref reader);
        return secrets;
    }
}

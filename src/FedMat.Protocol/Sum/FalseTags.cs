namespace FedMat.Protocol;

/// <summary>Evidence against a survivor: its tags, and the secrets with which the true ones follow from the masked vector that it signed.</summary>
/// <param name="Lists">Of the sum; U3 holds the hash of the vector, which is fetched by it.</param>
/// <param name="Tags">What the survivor signed.</param>
/// <param name="SelfMask">Its self-mask secret.</param>
/// <param name="Lost">Mask keys of U2 without U3, in the order of U2.</param>
public sealed record FalseTags(
    SumLists Lists, SignedMessage<CheckTags> Tags, RevealedSecret SelfMask, IReadOnlyList<RevealedSecret> Lost) : ISumMessage<FalseTags>
{
    public static string Tag => "fedmat.sum.falsetags.v1";

    public static FalseTags Read(ref CanonicalReader reader)
    {
        (SumLists lists, SignedMessage<CheckTags> tags) = (SumLists.Read(ref reader), reader.Signed<CheckTags>());
        RevealedSecret selfMask = RevealedSecret.Read(ref reader);
        RevealedSecret[] lost = new RevealedSecret[reader.Count(SumMessage.MostMembers)];
        for (int i = 0; i < lost.Length; i++)
            lost[i] = RevealedSecret.Read(ref reader);
        return new FalseTags(lists, tags, selfMask, lost);
    }

    public void Write(CanonicalWriter writer)
    {
        Lists.Write(writer);
        SelfMask.Write(writer.Signed(Tags));
        writer.Int32(Lost.Count);
        foreach (RevealedSecret secret in Lost)
            secret.Write(writer);
    }
}

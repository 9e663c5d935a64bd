namespace FedMat.Protocol;

/// <summary>Stage 1 on its way up: the signed root, and the leaf and envelope of every holder in the order of U1.</summary>
public sealed record Dealing(SignedMessage<Deal> Deal, IReadOnlyList<DealtShare> Shares) : ISumMessage<Dealing>
{
    public static string Tag => "fedmat.sum.dealing.v1";

    public static Dealing Read(ref CanonicalReader reader)
    {
        SignedMessage<Deal> deal = SignedMessage<Deal>.Parse(reader.Bytes(int.MaxValue));
        DealtShare[] shares = new DealtShare[reader.Count(SumMessage.MostMembers)];
        for (int i = 0; i < shares.Length; i++)
            shares[i] = DealtShare.Read(ref reader);
        return new Dealing(deal, shares);
    }

    public void Write(CanonicalWriter writer)
    {
        writer.Bytes(Deal.ToBytes()).Int32(Shares.Count);
        foreach (DealtShare share in Shares)
            share.Write(writer);
    }
}

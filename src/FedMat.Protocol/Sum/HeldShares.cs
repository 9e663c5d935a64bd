namespace FedMat.Protocol;

/// <summary>What every other dealer of U2 made for one holder, in the order of U2. Each proves itself by its dealer's root.</summary>
public sealed record HeldShares(IReadOnlyList<HeldShare> Shares) : ISumMessage<HeldShares>
{
    public static string Tag => "fedmat.sum.held.v1";

    public static HeldShares Read(ref CanonicalReader reader)
    {
        HeldShare[] shares = new HeldShare[reader.Count(SumMessage.MostMembers)];
        for (int i = 0; i < shares.Length; i++)
            shares[i] = HeldShare.Read(ref reader);
        return new HeldShares(shares);
    }

    public void Write(CanonicalWriter writer)
    {
        writer.Int32(Shares.Count);
        foreach (HeldShare share in Shares)
            share.Write(writer);
    }
}

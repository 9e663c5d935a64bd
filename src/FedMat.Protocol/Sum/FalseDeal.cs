namespace FedMat.Protocol;

/// <summary>Evidence against a dealer: t shares that fit its leaves, from which follows something else than it advertised.</summary>
/// <param name="Adverts">U1, as the deal names it by hash.</param>
/// <param name="Deal">The dealer's signed root.</param>
/// <param name="Kind">Of which secret the shares are.</param>
/// <param name="Leaves">Under the root, of t holders in the order of U1.</param>
/// <param name="Shares">32 bytes for each leaf.</param>
public sealed record FalseDeal(
    SignedMessage<AdvertList> Adverts, SignedMessage<Deal> Deal, ShareKind Kind, IReadOnlyList<HeldShare> Leaves, byte[] Shares) : ISumMessage<FalseDeal>
{
    public static string Tag => "fedmat.sum.falsedeal.v1";

    public ReadOnlyMemory<byte> ShareAt(int leaf) => Shares.AsMemory(DealtShare.ShareBytes * leaf, DealtShare.ShareBytes);

    public static FalseDeal Read(ref CanonicalReader reader)
    {
        (SignedMessage<AdvertList> adverts, SignedMessage<Deal> deal) = (reader.Signed<AdvertList>(), reader.Signed<Deal>());
        ShareKind kind = (ShareKind)reader.Int32();
        HeldShare[] leaves = new HeldShare[reader.Count(SumMessage.MostMembers)];
        for (int i = 0; i < leaves.Length; i++)
            leaves[i] = HeldShare.Read(ref reader);
        byte[] shares = reader.Exactly(leaves.Length * DealtShare.ShareBytes).ToArray();
        return Enum.IsDefined(kind) ? new FalseDeal(adverts, deal, kind, leaves, shares) : throw new FormatException($"{(int)kind} is no kind of share");
    }

    public void Write(CanonicalWriter writer)
    {
        writer.Signed(Adverts).Signed(Deal).Int32((int)Kind).Int32(Leaves.Count);
        foreach (HeldShare leaf in Leaves)
            leaf.Write(writer);
        writer.Bytes(Shares);
    }

    public override string ToString() => $"evidence against the deal of {Deal.Content.Member}";
}

using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>What one dealer made for one holder, on its way down: the leaf, the envelope, and the path to the dealer's signed root.</summary>
/// <param name="Dealer">Whose root; the root itself stands in the dealer list.</param>
/// <param name="Share">For the holder that receives this.</param>
/// <param name="Path">From the leaf to the root.</param>
public sealed record HeldShare(MemberId Dealer, DealtShare Share, IReadOnlyList<Digest> Path)
{
    private const int MostPath = 16;

    internal static HeldShare Read(ref CanonicalReader reader)
    {
        MemberId dealer = reader.Member();
        DealtShare share = DealtShare.Read(ref reader);
        Digest[] path = new Digest[reader.Count(MostPath)];
        for (int i = 0; i < path.Length; i++)
            path[i] = reader.Digest();
        return new HeldShare(dealer, share, path);
    }

    internal void Write(CanonicalWriter writer)
    {
        Share.Write(writer.Member(Dealer));
        writer.Int32(Path.Count);
        foreach (Digest step in Path)
            writer.Digest(step);
    }
}

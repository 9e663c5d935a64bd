namespace FedMat.Protocol;

/// <summary>Evidence against a dealer: it opened, signed, other shares than its leaf commits to.</summary>
/// <param name="Adverts">U1, as the deal names it by hash.</param>
/// <param name="Deal">The dealer's signed root.</param>
/// <param name="Leaf">Under the root, of the holder that complained.</param>
/// <param name="Opening">What the dealer answered.</param>
public sealed record FalseOpening(
    SignedMessage<AdvertList> Adverts, SignedMessage<Deal> Deal, HeldShare Leaf, SignedMessage<Opening> Opening) : ISumMessage<FalseOpening>
{
    public static string Tag => "fedmat.sum.falseopening.v1";

    public static FalseOpening Read(ref CanonicalReader reader) =>
        new(reader.Signed<AdvertList>(), reader.Signed<Deal>(), HeldShare.Read(ref reader), reader.Signed<Opening>());

    public void Write(CanonicalWriter writer)
    {
        Leaf.Write(writer.Signed(Adverts).Signed(Deal));
        writer.Signed(Opening);
    }
}

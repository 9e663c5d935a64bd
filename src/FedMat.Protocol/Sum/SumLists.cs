namespace FedMat.Protocol;

/// <summary>The lists of one sum, each bound to the one before by its hash, and all of them by the hash of the last: evidence rests on them.</summary>
/// <param name="Adverts">U1.</param>
/// <param name="Dealers">U2.</param>
/// <param name="Request">Model state and question.</param>
/// <param name="Survivors">U3.</param>
public sealed record SumLists(
    SignedMessage<AdvertList> Adverts, SignedMessage<DealerList> Dealers, InputRequest Request, SignedMessage<SurvivorList> Survivors)
{
    internal static SumLists Read(ref CanonicalReader reader) => new(
        reader.Signed<AdvertList>(), reader.Signed<DealerList>(), InputRequest.Read(ref reader), reader.Signed<SurvivorList>());

    internal void Write(CanonicalWriter writer)
    {
        Request.Write(writer.Signed(Adverts).Signed(Dealers));
        writer.Signed(Survivors);
    }
}

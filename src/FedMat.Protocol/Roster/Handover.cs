using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>
/// A root key's word that another one may take its place, signed in advance by the first and kept by the holder of the second. It is used where
/// the first is lost, or changes hands; by itself, without the second key, it is of no use to anybody.
/// </summary>
/// <param name="Format">The version of this document's shape.</param>
/// <param name="Consortium">Whose root key.</param>
/// <param name="From">The root key that signs.</param>
/// <param name="To">Its successor.</param>
/// <param name="Made">When it was signed.</param>
public sealed record Handover(int Format, ConsortiumId Consortium, VerifyingKey From, VerifyingKey To, DateTimeOffset Made) : IDocument
{
    public const int CurrentFormat = 1;

    public static string Tag => "fedmat.handover.v1";

    public void Validate()
    {
        if (Format != CurrentFormat)
            throw new FormatException($"handover: format {Format} is not known here; this version reads format {CurrentFormat}");
        if (From == To)
            throw new FormatException("handover: 'from' and 'to' are the same key");
    }
}

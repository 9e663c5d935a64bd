using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>
/// A member's word that a key is that of a member: of another one whose fingerprint its steward has compared, or of itself, when it takes a new
/// key and signs that with the old one. The root key alone makes nobody known.
/// </summary>
/// <param name="Format">The version of this document's shape.</param>
/// <param name="Consortium">In which.</param>
/// <param name="Voucher">Who signs.</param>
/// <param name="Member">For whom.</param>
/// <param name="Key">That member's identity key.</param>
/// <param name="Pin">And the pin of its certificate.</param>
/// <param name="Made">When it was signed.</param>
public sealed record Vouch(
    int Format, ConsortiumId Consortium, MemberId Voucher, MemberId Member, VerifyingKey Key, TlsPin Pin, DateTimeOffset Made) : IDocument
{
    public const int CurrentFormat = 1;

    public static string Tag => "fedmat.vouch.v1";

    public void Validate()
    {
        if (Format != CurrentFormat)
            throw new FormatException($"vouch: format {Format} is not known here; this version reads format {CurrentFormat}");
    }
}

using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Cli.Membership;

/// <summary>A new administrator for a consortium whose administrator's folder is lost, from a root key that is not.</summary>
/// <param name="Consortium">What the new folder says about it.</param>
/// <param name="Present">The newest roster that somebody still has.</param>
/// <param name="Handover">Where a successor's key signs.</param>
/// <param name="NotAfter">Of the next roster, and of the administrator in it.</param>
internal sealed record Recovery(ConsortiumFile Consortium, Roster Present, Signed<Handover>? Handover, DateTimeOffset NotAfter)
{
    /// <summary>The root key that signs.</summary>
    public VerifyingKey Signer => Handover?.Content.To ?? Present.Root;

    /// <summary>What that key is, for messages.</summary>
    public string WhoSigns => Handover is null ? $"the root key of roster {Present.Number}" : "the successor in the handover";

    /// <param name="folder">Is not there, or empty. It is written whole or not at all.</param>
    /// <param name="root">Signs the next roster.</param>
    /// <param name="rootText">The root key's file as it is, for the new folder.</param>
    /// <param name="now">From which the certificate holds.</param>
    /// <returns>The next roster.</returns>
    public Roster Write(string folder, SigningKey root, string rootText, DateTimeOffset now)
    {
        using SigningKey key = SigningKey.Create();
        using TlsIdentity tls = Certificate.Create(Founding.AdministratorName, now);
        Member administrator = new(MemberId.Create(), Founding.AdministratorName, MemberRole.Administrator, key.Public, tls.Pin, NotAfter);
        Signed<Roster> next = Signed<Roster>.Sign(NextRoster.Recover(Present, Handover, administrator, Moment.Whole(now)), root);
        next.Content.Validate();
        NewFolder.Create(folder, whole =>
        {
            PartyFolder.Write(whole, key, tls, next);
            PartyFolder.WriteSecret(Path.Combine(whole, RootKeyFile.FileName), rootText);
            Consortium.Write(whole);
        });
        return next.Content;
    }
}

using FedMat.Crypto;
using FedMat.Storage;

namespace FedMat.Node;

/// <summary>A new certificate for the TLS key that the member has: the pin stays, and nobody needs to be told.</summary>
public static class KeyRenewal
{
    /// <param name="options">Name the file.</param>
    /// <param name="time">Dates the certificate.</param>
    /// <returns>Until when the new one is good.</returns>
    /// <exception cref="Protocol.RefusedException">FM504, FM506 or FM510, with the file and what to do.</exception>
    public static DateTimeOffset Renew(NodeOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        using TlsIdentity present = SecretFile.Read(options.TlsFile, "tlsFile", options.PassphraseFile, TlsIdentity.Import);
        (DateTimeOffset from, DateTimeOffset to) = MemberKeys.Validity(time);
        using TlsIdentity renewed = present.Renew(from, to);
        SecretFile.Write(options.TlsFile, renewed.Export(), SecretFile.IsSealed(options.TlsFile) ? Passphrase.Find(options.PassphraseFile) : null);
        return to;
    }
}

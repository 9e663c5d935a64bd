using FedMat.Crypto;
using FedMat.Storage;

namespace FedMat.Node;

/// <summary>A member's two private keys.</summary>
/// <param name="Identity">Signs.</param>
/// <param name="Tls">Connects.</param>
internal sealed record MemberKeys(SigningKey Identity, TlsIdentity Tls) : IDisposable
{
    private const int YearsOfCertificate = 2;

    /// <exception cref="Protocol.RefusedException">FM504, FM506 or FM510, with the file and what to do.</exception>
    public static MemberKeys Read(KeyPaths paths, string? passphraseFile)
    {
        SigningKey key = SecretFile.Read(paths.Key, "keyFile", passphraseFile, SigningKey.Import);
        try
        {
            return new MemberKeys(key, SecretFile.Read(paths.Tls, "tlsFile", passphraseFile, TlsIdentity.Import));
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>Reads the keys in two files, and draws those that are not there yet.</summary>
    /// <param name="paths">Where they are, or are to be.</param>
    /// <param name="name">Of the member.</param>
    /// <param name="passphraseFile">Opens a sealed file; null for the environment's.</param>
    /// <param name="seal">Seals new ones; null to leave them open.</param>
    /// <param name="time">Dates the certificate.</param>
    public static MemberKeys ReadOrMake(KeyPaths paths, string name, string? passphraseFile, Passphrase? seal, TimeProvider time)
    {
        if (!File.Exists(paths.Key))
        {
            using SigningKey key = SigningKey.Create();
            SecretFile.Write(paths.Key, key.Export(), seal);
        }

        if (!File.Exists(paths.Tls))
        {
            (DateTimeOffset from, DateTimeOffset to) = Validity(time);
            using TlsIdentity tls = TlsIdentity.Create(name, from, to);
            SecretFile.Write(paths.Tls, tls.Export(), seal);
        }

        return Read(paths, passphraseFile);
    }

    /// <summary>How long a certificate is good that is made at this moment. Peers go by its pin; the dates are for whoever looks at it.</summary>
    public static (DateTimeOffset From, DateTimeOffset To) Validity(TimeProvider time)
    {
        DateTimeOffset now = time.GetUtcNow();
        return (now.AddHours(-1), now.AddYears(YearsOfCertificate));
    }

    public void Dispose()
    {
        Identity.Dispose();
        Tls.Dispose();
    }
}

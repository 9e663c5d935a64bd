using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage;

namespace FedMat.Coordinator;

/// <summary>Who the coordinator is: its roster, its keys and its certificates, loaded and checked against each other.</summary>
public sealed class CoordinatorIdentity : IDisposable
{
    private readonly TlsIdentity tls;

    private CoordinatorIdentity(Signed<Roster> roster, SigningKey key, TlsIdentity tls, X509Certificate2 https)
    {
        SignedRoster = roster;
        Key = key;
        this.tls = tls;
        Https = https;
    }

    public Signed<Roster> SignedRoster { get; }

    public Roster Roster => SignedRoster.Content;

    /// <summary>Signs what members are told in sums, receipts and releases.</summary>
    public SigningKey Key { get; }

    /// <summary>The certificate of the gRPC listener, which the roster pins.</summary>
    public X509Certificate2 Grpc => tls.Certificate;

    /// <summary>The certificate of the HTTPS listener: an ordinary one.</summary>
    public X509Certificate2 Https { get; }

    /// <exception cref="RefusedException">FM106, FM503, FM504, FM506 or FM510, with the file and what to do.</exception>
    public static CoordinatorIdentity Load(CoordinatorOptions options)
    {
        Signed<Roster> roster = LoadRoster(options);
        SigningKey key = Parse("keyFile", options.KeyFile, options.PassphraseFile, SigningKey.Import);
        TlsIdentity tls = Parse("tlsFile", options.TlsFile, options.PassphraseFile, TlsIdentity.Import);
        X509Certificate2 https = Parse("httpsTlsFile", options.HttpsTlsFile, options.PassphraseFile, Certificate);
        CoordinatorIdentity identity = new(roster, key, tls, https);
        CoordinatorEntry entry = roster.Content.Coordinator;
        if (!key.Public.Equals(entry.Key))
            throw identity.Unfit($"{options.KeyFile}: 'keyFile' is not the key that the roster gives to the coordinator; use the key that belongs to {options.RosterFile}");
        if (!tls.Pin.Equals(entry.Pin))
            throw identity.Unfit($"{options.TlsFile}: 'tlsFile' is not the certificate that the roster pins for the coordinator; use the one that belongs to {options.RosterFile}");
        return identity;
    }

    public void Dispose()
    {
        Key.Dispose();
        tls.Dispose();
        Https.Dispose();
    }

    private RefusedException Unfit(string detail)
    {
        Dispose();
        return new RefusedException(RefusalCode.KeyUnusable, detail);
    }

    private static Signed<Roster> LoadRoster(CoordinatorOptions options)
    {
        string file = options.RosterFile;
        Signed<Roster> roster;
        try
        {
            roster = Signed<Roster>.Parse(ReadFile("rosterFile", file));
        }
        catch (FormatException error)
        {
            throw new RefusedException(RefusalCode.SettingInvalid, $"{file}: 'rosterFile' is no roster: {error.Message}", error);
        }

        return roster.Content.Root.Equals(options.Root) && roster.IsSignedBy(options.Root)
            ? roster
            : throw new RefusedException(RefusalCode.RosterNotSigned, $"{file}: the roster is not signed by the key in 'root' of {options.Source}; ask the administrator for the roster of this consortium");
    }

    private static T Parse<T>(string setting, string path, string? passphraseFile, Func<string, T> parse)
    {
        byte[] bytes = ReadFile(setting, path);
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != 0)
            throw new RefusedException(RefusalCode.KeyUnusable, $"{path}: '{setting}' holds a private key and others may read it; run: chmod 600 {path}");
        try
        {
            return parse(Passphrase.Open(System.Text.Encoding.UTF8.GetString(bytes), path, passphraseFile));
        }
        catch (FormatException error)
        {
            throw new RefusedException(RefusalCode.KeyUnusable, $"{path}: '{setting}' cannot be used: {error.Message}", error);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private static X509Certificate2 Certificate(string pem)
    {
        try
        {
            X509Certificate2 certificate = X509Certificate2.CreateFromPem(pem, pem);
            if (!OperatingSystem.IsWindows())
                return certificate;
            // Windows' TLS takes no key that lies only in this process's memory.
            using (certificate)
                return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
        }
        catch (CryptographicException)
        {
            throw new FormatException("one certificate and its unencrypted private key are needed in the PEM text");
        }
    }

    private static byte[] ReadFile(string setting, string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(RefusalCode.FileUnreadable, $"{path}: the file of '{setting}' cannot be read: {error.Message}", error);
        }
    }
}

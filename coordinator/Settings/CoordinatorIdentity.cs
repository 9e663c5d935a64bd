using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage;

namespace FedMat.Coordinator;

/// <summary>Who the coordinator is: its keys and its certificates.</summary>
public sealed class CoordinatorIdentity : IDisposable
{
    private readonly TlsIdentity tls;

    private CoordinatorIdentity(SigningKey key, TlsIdentity tls, X509Certificate2 https)
    {
        Key = key;
        this.tls = tls;
        Https = https;
    }

    /// <summary>Signs what members are told in sums, receipts and releases.</summary>
    public SigningKey Key { get; }

    /// <summary>The certificate of the gRPC listener, which the roster pins.</summary>
    public X509Certificate2 Grpc => tls.Certificate;

    /// <summary>The certificate of the HTTPS listener: an ordinary one.</summary>
    public X509Certificate2 Https { get; }

    /// <exception cref="RefusedException">FM504, FM506 or FM510, with the file and what to do.</exception>
    public static CoordinatorIdentity Load(CoordinatorOptions options)
    {
        SigningKey key = Parse("keyFile", options.KeyFile, options.PassphraseFile, SigningKey.Import);
        TlsIdentity tls = Parse("tlsFile", options.TlsFile, options.PassphraseFile, TlsIdentity.Import);
        X509Certificate2 https = Parse("httpsTlsFile", options.HttpsTlsFile, options.PassphraseFile, Certificate);
        return new CoordinatorIdentity(key, tls, https);
    }

    /// <summary>The setting whose key is not the one that a roster names; null where both are.</summary>
    public string? Unfit(Roster roster)
    {
        if (roster.Coordinator.Key != Key.Public)
            return "keyFile";
        return roster.Coordinator.Pin == tls.Pin ? null : "tlsFile";
    }

    /// <exception cref="RefusedException">FM506: the roster gives the coordinator another key or certificate.</exception>
    public void RequireFit(Roster roster, CoordinatorOptions options)
    {
        string? detail = Unfit(roster) switch
        {
            null => null,
            "keyFile" => $"{options.KeyFile}: 'keyFile' is not the key that roster {roster.Number} gives to the coordinator",
            _ => $"{options.TlsFile}: 'tlsFile' is not the certificate that roster {roster.Number} pins for the coordinator",
        };
        if (detail is not null)
            throw new RefusedException(RefusalCode.KeyUnusable, $"{detail}; use the one that belongs to that roster, the newest of {options.RosterFile} and of what was published to this coordinator");
    }

    public void Dispose()
    {
        Key.Dispose();
        tls.Dispose();
        Https.Dispose();
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

    /// <exception cref="RefusedException">FM504.</exception>
    internal static byte[] ReadFile(string setting, string path)
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

namespace NSec.Cryptography;

/// <summary>How a shared secret is written.</summary>
public enum SharedSecretBlobFormat
{
    RawSharedSecret = 1,
}

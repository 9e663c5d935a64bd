namespace NSec.Cryptography;

/// <summary>How a shared secret is made; by default it can never be exported.</summary>
public ref struct SharedSecretCreationParameters
{
    public KeyExportPolicies ExportPolicy;
}

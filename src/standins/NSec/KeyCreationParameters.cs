namespace NSec.Cryptography;

/// <summary>How a key is made; by default it can never be exported.</summary>
public ref struct KeyCreationParameters
{
    public KeyExportPolicies ExportPolicy;
}

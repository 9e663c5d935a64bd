namespace NSec.Cryptography;

/// <summary>What may leave a key's guarded memory.</summary>
[Flags]
public enum KeyExportPolicies
{
    None = 0,

    /// <summary>Any number of exports.</summary>
    AllowPlaintextExport = 1,

    /// <summary>One export.</summary>
    AllowPlaintextArchiving = 2,
}

namespace NSec.Cryptography;

/// <summary>The costs of Argon2.</summary>
public struct Argon2Parameters
{
    /// <summary>Lanes; libsodium knows only 1.</summary>
    public int DegreeOfParallelism;

    /// <summary>Memory in KiB, from 8.</summary>
    public long MemorySize;

    /// <summary>Passes over the memory, from 1.</summary>
    public long NumberOfPasses;
}

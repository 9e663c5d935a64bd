namespace FedMat.Protocol;

/// <summary>The ring of integers in which a sum wraps.</summary>
public enum Ring
{
    /// <summary>2^32, four bytes a slot: neural updates.</summary>
    Bits32 = 32,

    /// <summary>2^64, eight bytes a slot: exact sums.</summary>
    Bits64 = 64,
}

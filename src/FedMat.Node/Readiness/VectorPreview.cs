namespace FedMat.Node;

/// <summary>A vector before it is masked. It stays at the site.</summary>
/// <param name="Phase">The learner's name for the sum.</param>
/// <param name="Rows">The rows that it is of.</param>
/// <param name="Numbers">Its length.</param>
/// <param name="RingBits">Of each number.</param>
/// <param name="Bytes">Of the masked vector.</param>
/// <param name="Blocks">In their order.</param>
public sealed record VectorPreview(string Phase, int Rows, int Numbers, int RingBits, long Bytes, IReadOnlyList<BlockPreview> Blocks);

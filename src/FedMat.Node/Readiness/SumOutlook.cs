namespace FedMat.Node;

/// <summary>A kind of sum that a study makes; from this site comes one masked vector for each.</summary>
/// <param name="Phase">The learner's name for it.</param>
/// <param name="What">What is summed, in words.</param>
/// <param name="Times">How many of them there are.</param>
/// <param name="Numbers">The length of the vector.</param>
/// <param name="RingBits">Of each number; without the others' masks it is uniformly random.</param>
/// <param name="Bytes">Of one masked vector.</param>
/// <param name="IsExact">Whether the sum waits for every member.</param>
public sealed record SumOutlook(string Phase, string What, int Times, int Numbers, int RingBits, long Bytes, bool IsExact);

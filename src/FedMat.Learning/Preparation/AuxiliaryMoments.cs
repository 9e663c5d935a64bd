namespace FedMat.Learning;

/// <summary>What an auxiliary target looks like in sum.</summary>
/// <param name="Rows">In how many rows it was measured.</param>
/// <param name="Mean">Of those rows; 0 where there are none.</param>
/// <param name="Scale">Their deviation; 1 where it is nothing.</param>
internal sealed record AuxiliaryMoments(long Rows, double Mean, double Scale);

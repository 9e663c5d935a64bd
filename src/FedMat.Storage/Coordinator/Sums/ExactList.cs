using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Storage.Coordinator;

/// <summary>Over whom an exact sum was taken, or may have been. It outlives its study.</summary>
/// <param name="Attempt">Where members were told the list.</param>
/// <param name="Family">Over which rows: sums of one family over different lists tell of the difference.</param>
/// <param name="Cohort">The members with the numbers of their snapshots.</param>
public sealed record ExactList(RoundId Attempt, Digest Family, Cohort Cohort);

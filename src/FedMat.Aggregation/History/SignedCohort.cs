using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>A row of the ledger of what this node agreed to sum. It is never deleted and knows no study.</summary>
/// <param name="Key">A contribution's, or a family's.</param>
/// <param name="Attempt">Where it was signed.</param>
/// <param name="Cohort">Whom the sum is over.</param>
/// <param name="Status">What became of the attempt.</param>
public sealed record SignedCohort(Digest Key, RoundId Attempt, Cohort Cohort, CohortStatus Status)
{
    /// <summary>The rows that signing a list adds: one under its contribution and, for an exact sum, one under its family.</summary>
    public static IReadOnlyList<SignedCohort> Of(RoundSpec ask, Digest state, int snapshot, Cohort cohort, RoundId attempt)
    {
        ArgumentNullException.ThrowIfNull(ask);
        SignedCohort contribution = new(HistoryKey.Contribution(state, ask.Hash, snapshot), attempt, cohort, CohortStatus.Open);
        return ask.IsExact ? [contribution, contribution with { Key = HistoryKey.Family(ask.Part, state) }] : [contribution];
    }
}

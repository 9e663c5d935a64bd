using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>What goes down at the end of stage 5a.</summary>
/// <param name="List">Everybody's tags, or what they are computed from.</param>
/// <param name="Convictions">Of survivors whose tags are not those of their vectors; the list treats them as silent.</param>
public sealed record CheckOutcome(CheckList List, IReadOnlyList<Conviction> Convictions);

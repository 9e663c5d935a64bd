using FedMat.Protocol;

namespace FedMat.Node;

/// <summary>A contribution before it is made, for those who may hold it back.</summary>
/// <param name="Plan">Of which study.</param>
/// <param name="Round">To which attempt at which of its sums; attempt 0 where none is known yet.</param>
/// <param name="Ask">What is summed.</param>
/// <param name="Roster">Whose keys the members are known by: the one that the vector is masked under.</param>
internal sealed record NextContribution(Plan Plan, RoundId Round, RoundSpec Ask, Roster Roster);

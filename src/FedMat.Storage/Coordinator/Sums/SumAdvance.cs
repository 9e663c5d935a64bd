using FedMat.Protocol;

namespace FedMat.Storage.Coordinator;

/// <summary>A study goes on from a sum.</summary>
/// <param name="Next">The model state that follows from it.</param>
/// <param name="Point">How the study stands then.</param>
/// <param name="Contributors">Whose vectors are in the sum.</param>
public sealed record SumAdvance(ModelState Next, ProgressPoint Point, IReadOnlyList<MemberId> Contributors);

using FedMat.Coordinator.Studies;

namespace FedMat.Coordinator;

/// <summary>What a test replaces in a coordinator.</summary>
/// <param name="Time">The clock.</param>
/// <param name="Learners">The learner of a plan.</param>
public sealed record CoordinatorParts(TimeProvider Time, LearnerOfPlan Learners)
{
    /// <summary>The real ones.</summary>
    public static CoordinatorParts Real { get; } = new(TimeProvider.System, plan => Learning.Learners.For(plan));
}

using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>
/// A learner is a pure fold over sums. Everything but <see cref="Contribute"/> is public arithmetic that the coordinator and
/// every member do alike, to the last bit; <see cref="Contribute"/> runs at the node and is the only function that sees data.
/// An instance belongs to one plan.
/// </summary>
public interface ILearner
{
    /// <summary>The first state: a function of the plan alone.</summary>
    ModelState Start();

    /// <summary>What to sum next, or null when the learner is done.</summary>
    RoundSpec? Ask(ModelState state);

    /// <summary>A member's answer to <see cref="Ask"/>.</summary>
    /// <param name="state">The public state.</param>
    /// <param name="data">The member's rows; of them the learner sets its own hold-out part aside.</param>
    /// <param name="cancellation">Training stops soon after.</param>
    LocalVector Contribute(ModelState state, Dataset data, CancellationToken cancellation);

    /// <summary>
    /// The state after a sum, the same bytes on every machine: integers and IEEE + - * / sqrt in a fixed order, with no fused multiply-add,
    /// no sum in an order that depends on the machine and no function of the platform (an analyzer bans them in this room).
    /// </summary>
    /// <param name="state">The state that the sum was asked with.</param>
    /// <param name="sum">The sum over the members that contributed.</param>
    ModelState Advance(ModelState state, RingVector sum);

    /// <summary>How far the learning has come, for people.</summary>
    LearnerProgress Describe(ModelState state);

    /// <summary>The model of a state for which <see cref="Ask"/> answers null, or of any later training state.</summary>
    IModel Model(ModelState state);
}

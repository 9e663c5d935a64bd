using FedMat.Learning;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Simulation;

/// <summary>What a finished study does for one member, found at the member: nothing of it leaves the site.</summary>
/// <param name="Result">The member's figures, and which model it should use.</param>
/// <param name="Local">The same plan over the member's rows alone.</param>
/// <param name="LocalState">Its last state.</param>
/// <param name="TunedState">The study's models after they went on learning from the member's rows; null where none could.</param>
public sealed record PersonalStudy(PersonalResult Result, StudyModel Local, ModelState LocalState, ModelState? TunedState)
{
    /// <param name="plan">Of the study.</param>
    /// <param name="state">Its last.</param>
    /// <param name="rows">The member's rows as they are; where it took part, those that it took part with.</param>
    /// <param name="trainer">Of networks.</param>
    /// <param name="tookPart">Whether the rows were among those that the study learned from.</param>
    /// <param name="progress">Told after every sum of the member alone.</param>
    /// <param name="cancellation">Ends the work soon after.</param>
    /// <exception cref="RefusedException">The member's rows cannot be used.</exception>
    public static PersonalStudy Run(
        Plan plan, ModelState state, Dataset rows, ILocalTrainer trainer, bool tookPart, IProgress<LearnerProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        FederationResult alone = Federation.Run(PersonalFile.Alone(plan), [rows], trainer, progress, cancellation: cancellation);
        ModelState? tuned = Learners.Tune(plan, state, rows, trainer, cancellation);
        ILearner study = Learners.For(plan);
        StudyModel local = (StudyModel)alone.Model;
        PersonalResult result = PersonalModel.Fit(
            (StudyModel)study.Model(state), tuned is null ? null : (StudyModel)study.Model(tuned), local, rows, plan.Seed, tookPart);
        return new PersonalStudy(result, local, alone.State, tuned);
    }
}

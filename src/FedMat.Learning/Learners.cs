using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>The learners that this version knows, by the name in a plan.</summary>
public static class Learners
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Known => LearnerCatalogue.Names;

    /// <param name="plan">Its contract, learner, rounds, seed and members say what is learned.</param>
    /// <param name="trainer">Needed to contribute to the training rounds of networks; who only adds up and advances has none.</param>
    /// <exception cref="RefusedException">
    /// FM206: an unknown learner, or a setting that is unknown or out of range. FM207: so many members could make a sum wrap. FM201: the
    /// plan's contract is none.
    /// </exception>
    public static ILearner For(Plan plan, ILocalTrainer? trainer = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        DataContract contract = Contract(plan);
        return new StudyLearner(plan, Settings(plan), contract, trainer);
    }

    /// <summary>How many sums each candidate of a plan asks for at the most, by its name; a training round counts as one.</summary>
    /// <exception cref="RefusedException">As <see cref="For"/>.</exception>
    public static IReadOnlyDictionary<string, int> RoundsOf(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return Settings(plan).Candidates.GroupBy(candidate => candidate.Name).ToDictionary(same => same.Key, same => same.Sum(candidate => candidate.Rounds));
    }

    /// <summary>A finished study's models after they went on learning from one member's rows (fine-tuning). The result tells of those rows and stays with the member.</summary>
    /// <param name="plan">Of the study.</param>
    /// <param name="state">Its last.</param>
    /// <param name="rows">The member's rows as they are.</param>
    /// <param name="trainer">Of networks.</param>
    /// <param name="cancellation">Ends the work soon after.</param>
    /// <returns>A state of the same plan; null where nothing in the study can go on learning, or the measured rows are fewer than the plan groups.</returns>
    public static ModelState? Tune(Plan plan, ModelState state, Dataset rows, ILocalTrainer trainer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(rows);
        return rows.MeasuredRows < plan.MinimumCell ? null : new StudyLearner(plan, Settings(plan), Contract(plan), trainer).Tune(state, rows, cancellation);
    }

    private static StudySettings Settings(Plan plan)
    {
        try
        {
            return StudySettings.Parse(plan);
        }
        catch (FormatException error)
        {
            throw new RefusedException(RefusalCode.LearnerUnknown, error.Message, error);
        }
    }

    private static DataContract Contract(Plan plan)
    {
        try
        {
            return DataContract.Parse(plan.Contract.Text, "the plan's contract");
        }
        catch (InputException error)
        {
            throw new RefusedException(RefusalCode.PlanInvalid, error.Message, error);
        }
    }
}

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
        return new StudyLearner(plan, Settings(plan), Contract(plan), trainer);
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

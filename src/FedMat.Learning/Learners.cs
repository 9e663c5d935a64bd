using System.Text.Json;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>The learners that this version knows, by the name in a plan.</summary>
public static class Learners
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Known { get; } = [NeuralSettings.LearnerName];

    /// <param name="plan">Its contract, learner, rounds, seed and members say what is learned.</param>
    /// <param name="trainer">Needed to contribute to training rounds; who only adds up and advances has none.</param>
    /// <exception cref="RefusedException">
    /// FM206: an unknown learner, or a setting that is unknown or out of range. FM207: so many members could make a sum wrap. FM201: the
    /// plan's contract is none.
    /// </exception>
    public static ILearner For(Plan plan, ILocalTrainer? trainer = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        string name = NameOf(plan.Learner);
        if (name != NeuralSettings.LearnerName)
            throw Unknown($"there is no learner '{name}' here");
        NeuralLearner learner = new(plan, Settings(plan), Contract(plan), trainer);
        return plan.MinimumCell > 1 ? new GroupedLearner(learner, plan.MinimumCell) : learner;
    }

    private static string NameOf(JsonText learner)
    {
        using JsonDocument document = JsonDocument.Parse(learner.Text);
        return document.RootElement.TryGetProperty("name", out JsonElement name) && name.ValueKind == JsonValueKind.String
            ? name.GetString()!
            : throw Unknown("the plan's learner has no 'name'");
    }

    private static RefusedException Unknown(string what) =>
        new(RefusalCode.LearnerUnknown, $"{what}; known are: {string.Join(", ", Known)}");

    private static NeuralSettings Settings(Plan plan)
    {
        try
        {
            return NeuralSettings.Parse(plan.Learner);
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

using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning.Tests;

/// <summary>Fitters of small networks.</summary>
internal static class NeuralExamples
{
    /// <summary>Plain averaging of a linear model, without ranks.</summary>
    public const string Plain = "\"hidden\":[],\"ranks\":0,\"server\":\"none\",\"warmUp\":0,\"weightDecay\":0,\"leastBatch\":1";

    /// <param name="settings">Keys and values of the learner but its name.</param>
    /// <param name="trainer">Null for one that only adds up.</param>
    /// <param name="rounds">Of the plan.</param>
    /// <param name="data">What was surveyed; by default some hundred rows.</param>
    /// <param name="maximumWeight">Of the plan.</param>
    public static IFitter Fitter(
        string settings, ILocalTrainer? trainer = null, int rounds = 3, Dataset? data = null, int maximumWeight = 1000)
    {
        Plan plan = Plan(settings, rounds, maximumWeight);
        return NeuralFitter.Candidate(NeuralSettings.Parse(plan.Learner), plan)
            .Fitter(FitExamples.Context(plan, data ?? Examples.Data(Examples.Rows(400, 1)), trainer));
    }

    public static Plan Plan(string settings, int rounds = 3, int maximumWeight = 1000) =>
        Examples.Plan($$"""{"name":"neural"{{(settings.Length > 0 ? "," : "")}}{{settings}}}""", rounds: rounds) with { MaximumWeight = maximumWeight };

    /// <summary>A member's rows under such a plan.</summary>
    public static FitRows Rows(int count, int seed, int maximumWeight = 1000) =>
        FitExamples.Rows(Plan("", maximumWeight: maximumWeight), Examples.Data(Examples.Rows(count, seed)));

    /// <summary>The first weight of a state's model.</summary>
    public static float First(IFitter fitter, FitState state) => fitter.Model(state).Tensors[0].Values[0];
}

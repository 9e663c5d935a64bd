using System.Text.Json;
using FedMat.Crypto;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning.Tests;

/// <summary>
/// The states of one model that settings and sums lead to, by version of their encoding. Coordinator and members compare hashes of states; any change
/// here would part two versions of the program, or two kinds of machine.
/// </summary>
public sealed class NeuralVectorTests
{
    public static TheoryData<string> Names => [.. Load().Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Advance_FixedSettingsAndSums_GivesTheGoldenStates(string name)
    {
        Vector vector = Load()[name];
        IFitter fitter = Fitter(vector);
        FitState state = fitter.Start();
        List<string> states = [Hash(fitter, state)];
        foreach (long[] slots in vector.Sums)
        {
            state = fitter.Advance(state, SumSlice.All(Examples.Sum(fitter.Ask(state)!, slot => slots[slot])));
            states.Add(Hash(fitter, state));
        }

        Assert.Equal(vector.States, states);
        Assert.Null(fitter.Ask(state));
    }

    private static IFitter Fitter(Vector vector)
    {
        Plan plan = Examples.Plan(vector.Learner.GetRawText(), rounds: vector.Rounds);
        Survey survey = new(vector.Rows, Standardisation.From(vector.Means, vector.Deviations), new long[SurveySums.Elements]);
        FitContext context = new(
            plan, DataContract.Parse(plan.Contract.Text, "test"), new Preparation(survey, vector.Thresholds), vector.Seed, Trainer: null);
        return NeuralFitter.Candidate(NeuralSettings.Parse(plan.Learner), plan).Fitter(context);
    }

    private static string Hash(IFitter fitter, FitState state) => Digest.Of(FitExamples.Bytes(fitter, state)).ToString();

    private static Dictionary<string, Vector> Load()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "vectors", "neural");
        return Directory.EnumerateFiles(folder, "*.json")
            .SelectMany(file => JsonSerializer.Deserialize<VectorFile>(File.ReadAllText(file), JsonSerializerOptions.Web)!.Cases)
            .ToDictionary(vector => vector.Name);
    }

    /// <param name="Version">Of the encoding.</param>
    /// <param name="Cases">What is tested.</param>
    private sealed record VectorFile(int Version, Vector[] Cases);

    /// <param name="Name">What the case is about.</param>
    /// <param name="Learner">As in a plan of three members whose rows count up to 1000.</param>
    /// <param name="Rounds">Of the plan.</param>
    /// <param name="Seed">Of the model.</param>
    /// <param name="Rows">All members'.</param>
    /// <param name="Means">Of three inputs and the target.</param>
    /// <param name="Deviations">Of the same.</param>
    /// <param name="Thresholds">Between the quantile bins of each input.</param>
    /// <param name="Sums">The slots of each sum, from the first to the last.</param>
    /// <param name="States">SHA-256 of the first state and of the state after each sum.</param>
    private sealed record Vector(
        string Name, JsonElement Learner, int Rounds, long Seed, long Rows, double[] Means, double[] Deviations, float[][] Thresholds, long[][] Sums,
        string[] States);
}

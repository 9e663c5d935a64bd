using System.Text;
using System.Text.Json;
using FedMat.Protocol;

namespace FedMat.Learning.Tests;

/// <summary>
/// The states that a plan and its sums lead to, by version of their encoding. Coordinator and members compare state hashes; any change
/// here would part two versions of the program, or two kinds of machine.
/// </summary>
public sealed class StateVectorTests
{
    public static TheoryData<string> Names => [.. Load().Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Advance_FixedPlanAndSums_GivesTheGoldenStates(string name)
    {
        Vector vector = Load()[name];
        Plan plan = CanonicalJson.Read<Plan>(Encoding.UTF8.GetBytes(vector.Plan.GetRawText()));
        plan.Validate();
        ILearner learner = Learners.For(plan);
        ModelState state = learner.Start();
        List<string> states = [state.Hash.ToString()];
        foreach (long[] slots in vector.Sums)
        {
            state = learner.Advance(state, Examples.Sum(learner.Ask(state)!, slot => slots[slot]));
            states.Add(state.Hash.ToString());
        }

        Assert.Equal(vector.States, states);
        Assert.Null(learner.Ask(state));
    }

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
    /// <param name="Plan">The plan's document.</param>
    /// <param name="Sums">The slots of each sum, from the first to the last.</param>
    /// <param name="States">SHA-256 of the first state and of the state after each sum.</param>
    private sealed record Vector(string Name, JsonElement Plan, long[][] Sums, string[] States);
}

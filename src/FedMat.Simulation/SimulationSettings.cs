using System.Text.Json.Nodes;
using FedMat.Crypto;
using FedMat.Learning;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Simulation;

/// <summary>How a simulation learns: the part of a plan that is about learning.</summary>
/// <param name="Learner">Its name and settings.</param>
/// <param name="Rounds">The most training rounds.</param>
/// <param name="Seed">All that is drawn without being secret is drawn from it.</param>
/// <param name="HoldOutFraction">The part of the rows that each model leaves out.</param>
/// <param name="MinimumCell">k of small cells.</param>
/// <param name="MaximumWeight">A member's rows count up to this number; null for as many as the largest member has.</param>
public sealed record SimulationSettings(
    JsonText Learner, int Rounds, long Seed, double HoldOutFraction, int MinimumCell, int? MaximumWeight)
{
    private static readonly string[] Known = ["learner", "rounds", "seed", "holdOutFraction", "minimumCell", "maximumWeight"];

    /// <summary>What holds where nothing else is said.</summary>
    public static SimulationSettings Usual { get; } = new(JsonText.Parse("""{"name":"auto"}"""), 800, 0, 0.2, 3, null);

    /// <summary>These settings with what a plan says instead.</summary>
    /// <param name="json">A plan, or the part of one: learner, rounds, seed, holdOutFraction, minimumCell, maximumWeight. What else a plan has is not looked at.</param>
    /// <param name="source">The file as the user named it.</param>
    /// <exception cref="InputException">No JSON object, or a value of the wrong kind.</exception>
    public SimulationSettings With(string json, string source)
    {
        try
        {
            JsonObject plan = JsonNode.Parse(json) as JsonObject ?? throw new InputException("this is no JSON object", $"Write {{ }} with any of {string.Join(", ", Known)}.", source);
            if (!Known.Any(plan.ContainsKey))
                throw new InputException("nothing in it is about learning", $"Write any of {string.Join(", ", Known)}.", source);
            return this with
            {
                Learner = plan["learner"] is JsonObject learner ? JsonText.Parse(learner.ToJsonString()) : Learner,
                Rounds = plan["rounds"]?.GetValue<int>() ?? Rounds,
                Seed = plan["seed"]?.GetValue<long>() ?? Seed,
                HoldOutFraction = plan["holdOutFraction"]?.GetValue<double>() ?? HoldOutFraction,
                MinimumCell = plan["minimumCell"]?.GetValue<int>() ?? MinimumCell,
                MaximumWeight = plan["maximumWeight"]?.GetValue<int>() ?? MaximumWeight,
            };
        }
        catch (Exception error) when (error is System.Text.Json.JsonException or InvalidOperationException or FormatException)
        {
            throw new InputException($"it cannot be read as settings of a plan: {error.Message.TrimEnd('.')}", "Correct the value.", source, cause: error);
        }
    }

    /// <summary>These settings with another learner, by name alone.</summary>
    public SimulationSettings WithLearner(string name) =>
        this with { Learner = JsonText.Parse(new JsonObject { ["name"] = name }.ToJsonString()) };

    /// <summary>The learner's name.</summary>
    public string LearnerName => (string?)JsonNode.Parse(Learner.Text)?["name"] ?? "";

    /// <summary>The plan for some rows, without members.</summary>
    /// <param name="contract">What the rows are.</param>
    /// <param name="largest">Rows of the largest member.</param>
    /// <param name="grouped">Whether rows are grouped, which a lab that learns alone need not do.</param>
    internal Plan ToPlan(DataContract contract, int largest, bool grouped) => new(
        Plan.CurrentFormat, contract.Name, "a simulation", new ConsortiumId(Digest.Of("fedmat.simulation"u8)), default, [], MinimumMembers: 2,
        JsonText.Parse(contract.ToJson()), CrossFitted(), Rounds, Seed, HoldOutFraction, MinimumRows: Math.Max(2, 2 * MinimumCell), grouped ? MinimumCell : 1,
        MaximumWeight ?? Math.Max(1, largest), new StageLimits(Quorum: 3, DeadlineSeconds: 60, GraceSeconds: 0, Attempts: 1), ReleaseTerms.Unpublished);

    /// <summary>Where the learner does not say how many models it fits, every row is left out once.</summary>
    private JsonText CrossFitted()
    {
        JsonObject learner = (JsonObject)JsonNode.Parse(Learner.Text)!;
        learner.TryAdd("models", Folds.Count(HoldOutFraction));
        return JsonText.Parse(learner.ToJsonString());
    }
}

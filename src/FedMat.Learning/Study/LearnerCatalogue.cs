using System.Text.Json.Nodes;
using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>The learners of this version, by the name in a plan.</summary>
internal static class LearnerCatalogue
{
    private static readonly Dictionary<string, Func<JsonText, Plan, Candidate>> Known = new()
    {
        [NeuralSettings.LearnerName] = (settings, plan) => NeuralFitter.Candidate(NeuralSettings.Parse(settings), plan),
        [RidgeSettings.LearnerName] = (settings, plan) => RidgeFitter.Candidate(RidgeSettings.Parse(settings), plan),
        [BoostedSettings.LearnerName] = (settings, plan) => BoostedFitter.Candidate(BoostedSettings.Parse(settings), plan),
        [ForestSettings.LearnerName] = (settings, _) => ForestFitter.Candidate(ForestSettings.Parse(settings)),
    };

    public static IReadOnlyList<string> Names => [.. Known.Keys, StudySettings.Auto];

    /// <summary>What <c>auto</c> weighs against each other where a plan does not say.</summary>
    public static JsonArray Usual() =>
    [
        new JsonObject { ["name"] = BoostedSettings.LearnerName },
        new JsonObject { ["name"] = NeuralSettings.LearnerName },
        new JsonObject { ["name"] = NeuralSettings.LearnerName, ["activation"] = "silu", ["serverRate"] = 0.01, ["rounds"] = 600 },
        new JsonObject { ["name"] = ForestSettings.LearnerName },
        new JsonObject { ["name"] = RidgeSettings.LearnerName },
    ];

    /// <exception cref="FormatException">There is no name.</exception>
    public static string NameOf(JsonObject learner) =>
        learner["name"] is JsonValue name && name.TryGetValue(out string? text) ? text : throw new FormatException("the plan's learner has no 'name'");

    /// <exception cref="FormatException">An unknown learner or key, or a value out of its range; the message names it.</exception>
    public static Candidate Parse(JsonObject learner, Plan plan)
    {
        string name = NameOf(learner);
        return Known.TryGetValue(name, out Func<JsonText, Plan, Candidate>? parse)
            ? parse(JsonText.Parse(learner.ToJsonString()), plan)
            : throw new FormatException($"there is no learner '{name}' here; known are: {string.Join(", ", Names)}");
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>The learners of a plan's <c>learner</c>, and how many models each of them fits.</summary>
/// <param name="Models">
/// Models of each candidate, side by side in the same sums: model j never sees fold j. What is released is their mean.
/// </param>
/// <param name="Candidates">One, or those that <c>auto</c> weighs against each other.</param>
/// <param name="FoldCell">Rows are told into folds in groups of at least so many near ones, as with a <c>minimumCell</c> of it; they are not changed.</param>
internal sealed record StudySettings(int Models, IReadOnlyList<Candidate> Candidates, int FoldCell = 1)
{
    public const string Auto = "auto";
    public const string FoldCellKey = "foldCell";
    private const int MostFoldCell = 1000;
    private const string ModelsKey = "models";
    private const string CandidatesKey = "candidates";
    private const int DefaultModels = 1;
    private const int MostCandidates = 16;

    /// <summary>Whether targets are the classes 0 and 1: one candidate learns from no others. Then every candidate predicts the probability of 1.</summary>
    public bool HasClasses => Candidates.Any(candidate => candidate.NeedsClasses);

    /// <exception cref="FormatException">An unknown learner or key, or a value out of its range; the message names it.</exception>
    public static StudySettings Parse(Plan plan)
    {
        JsonObject given = (JsonObject)JsonNode.Parse(plan.Learner.Text)!;
        string name = LearnerCatalogue.NameOf(given);
        int folds = Folds.Count(plan.HoldOutFraction);
        int models = Take(given, ModelsKey) is { } node ? Whole(node, ModelsKey) : name == Auto ? folds : DefaultModels;
        if (models < 1 || models > folds)
            throw new FormatException($"learner: '{ModelsKey}' is from 1 to {folds}, as many as a 'holdOutFraction' of {plan.HoldOutFraction:0.###} makes folds");
        int cell = Take(given, FoldCellKey) is { } size ? Whole(size, FoldCellKey) : 1;
        if (cell is < 1 or > MostFoldCell)
            throw new FormatException($"learner: '{FoldCellKey}' is from 1 to {MostFoldCell}");
        return new StudySettings(models, name == Auto ? Chosen(given, plan) : [LearnerCatalogue.Parse(given, plan)], Math.Max(cell, plan.MinimumCell));
    }

    private static Candidate[] Chosen(JsonObject given, Plan plan)
    {
        JsonNode candidates = Take(given, CandidatesKey) ?? LearnerCatalogue.Usual();
        given.Remove("name");
        if (given.Count > 0)
            throw new FormatException($"learner: '{given.First().Key}' is no key of '{Auto}'; known are {ModelsKey}, {FoldCellKey}, {CandidatesKey}");
        if (candidates is not JsonArray { Count: >= 1 and <= MostCandidates } list || !list.All(item => item is JsonObject))
            throw new FormatException($"learner: '{CandidatesKey}' is a list of 1 to {MostCandidates} learners with their settings");
        return [.. list.Select(item => LearnerCatalogue.Parse((JsonObject)item!, plan))];
    }

    private static JsonNode? Take(JsonObject given, string key) => given.Remove(key, out JsonNode? node) ? node : null;

    private static int Whole(JsonNode node, string key) => node.GetValueKind() == JsonValueKind.Number && node.AsValue().TryGetValue(out int whole)
        ? whole
        : throw new FormatException($"learner: '{key}' is no whole number");
}

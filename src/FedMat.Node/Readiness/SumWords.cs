using FedMat.Protocol;

namespace FedMat.Node;

/// <summary>What each block of a study's sums holds, in words.</summary>
internal static class SumWords
{
    private static readonly Dictionary<string, (string Lead, Dictionary<string, string> Blocks)> Phases = new()
    {
        ["survey"] = ("survey", new()
        {
            ["rows"] = "how many rows there are",
            ["elements"] = "how many contain each element",
            ["sums"] = "of each input and of the target the sum and the sum of squares",
            ["auxiliary.rows"] = "how many rows have each auxiliary target",
            ["auxiliary.sums"] = "its sum and sum of squares over them",
        }),
        ["bins"] = ("bins", new() { ["rows"] = "how many rows lie in each cell of each input's values" }),
        ["trees"] = ("trees", new()
        {
            ["totals"] = "how many rows there are to learn from and to measure with, and what they weigh",
            ["cells"] = "rows, weights and gradients or targets in each cell that the next cuts could make",
            ["error"] = "the error on rows held out",
        }),
        ["gram"] = ("ridge", new()
        {
            ["rows"] = "how many rows there are",
            ["gram"] = "of the features of all rows and the target the sums of their products, in pairs",
        }),
        ["weights"] = ("training", new()
        {
            ["weight"] = "how many rows the networks learned from",
            ["loss"] = "their mean loss",
            ["difference"] = "how far their weights moved",
            ["control"] = "their mean gradients",
            ["held"] = "how many rows are held out",
            ["error"] = "the mean error on them",
        }),
        ["evaluation"] = ("networks", new() { ["held"] = "how many rows are held out", ["error"] = "the mean error on them" }),
        ["scores"] = ("errors on rows that a model has not seen", new()
        {
            ["rows"] = "how many rows", ["errors"] = "the sums of the absolute errors and of their products, in pairs",
        }),
        ["calibration"] = ("calibration, on rows that a model has not seen", new()
        {
            ["rows"] = "how many rows",
            ["scores"] = "a histogram of the errors against the scale that the models give",
            ["distances"] = "one of how far all rows lie from the usual ones",
            ["moments"] = "the sums of errors, absolute ones and squares, of targets and their squares, and of the scales",
            ["positives"] = "a histogram of the probabilities of rows of class 1",
            ["negatives"] = "one of those of class 0",
        }),
    };

    /// <param name="sums">Of one phase.</param>
    public static string Of(IReadOnlyList<RoundSpec> sums)
    {
        string[] parts = [.. sums.SelectMany(spec => spec.Blocks.Select(block => Of(spec, block) ?? block.Name)).Distinct()];
        string all = parts.Length == 1 ? parts[0] : $"{string.Join("; ", parts[..^1])}; and {parts[^1]}";
        return $"{(Phases.TryGetValue(PhaseOf(sums[0]), out var phase) ? phase.Lead : sums[0].Phase)}: {all}";
    }

    /// <summary>What a block holds; null where there are no words for it.</summary>
    public static string? Of(RoundSpec spec, Block block)
    {
        // The sums of a candidate's models are joined: what each asks for ends with its number.
        string name = PhaseOf(spec) == spec.Phase ? block.Name : block.Name[..block.Name.LastIndexOf('.')];
        return Phases.TryGetValue(PhaseOf(spec), out var phase) ? phase.Blocks.GetValueOrDefault(name) : null;
    }

    private static string PhaseOf(RoundSpec spec) => spec.Phase[(spec.Phase.IndexOf('.') + 1)..];
}

using System.Globalization;

namespace FedMat.Node;

/// <summary>A run of a vector's numbers before they are masked. It stays at the site.</summary>
/// <param name="Name">Of the block.</param>
/// <param name="What">What it holds, in words; null where there are none for it.</param>
/// <param name="Values">The numbers, in the block's own unit.</param>
/// <param name="Rows">How many rows stand behind each.</param>
/// <param name="Labels">What each number is of; null where they have no names.</param>
public sealed record BlockPreview(string Name, string? What, IReadOnlyList<double> Values, IReadOnlyList<int> Rows, IReadOnlyList<string>? Labels)
{
    /// <summary>Numbers that are not 0.</summary>
    public int Filled => Values.Count(value => value != 0);

    /// <summary>The fewest rows behind a number that is not 0; null where all are 0.</summary>
    public int? FewestRows => Values.Select((value, slot) => (value, slot)).Where(entry => entry.value != 0).Min(entry => (int?)Rows[entry.slot]);

    public string LabelOf(int slot) => Labels?[slot] ?? $"number {(slot + 1).ToString(CultureInfo.InvariantCulture)}";
}

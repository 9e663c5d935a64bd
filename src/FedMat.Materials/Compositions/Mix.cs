using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace FedMat.Materials;

/// <summary>
/// A mix that is no formula: kilograms of named <see cref="Ingredients"/> in a cubic metre, in the order of the vocabulary. Written
/// <c>cement 540; water 162; superplasticizer 2.5 kg/m3</c>; see <see cref="MixReader"/> for what is read.
/// Limits: amounts of 0.0001 to 10,000 kg/m3, or 0 for an ingredient that is not there.
/// </summary>
public sealed class Mix : IEquatable<Mix>
{
    internal const double LargestAmount = 10_000;
    private const double SmallestAmount = 1e-4;

    private readonly (Ingredient Ingredient, double Kilograms)[] amounts;

    private Mix((Ingredient Ingredient, double Kilograms)[] amounts)
    {
        this.amounts = amounts;
        double total = 0;
        foreach (var (_, kilograms) in amounts) total += kilograms;
        TotalKilograms = total;
    }

    /// <summary>Kilograms in a cubic metre; none is zero.</summary>
    public IReadOnlyList<(Ingredient Ingredient, double Kilograms)> Amounts => amounts;

    /// <summary>The sum of the amounts: the fresh density in kg/m3.</summary>
    public double TotalKilograms { get; }

    /// <summary>From the cells of a row that has one column an ingredient.</summary>
    /// <param name="amounts">Kilograms in a cubic metre; each ingredient once.</param>
    /// <exception cref="InputException">An amount out of range, an ingredient given twice, or nothing at all; the column is the ingredient.</exception>
    public static Mix Of(IEnumerable<(Ingredient Ingredient, double Kilograms)> amounts)
    {
        ArgumentNullException.ThrowIfNull(amounts);
        var given = new Dictionary<Ingredient, double>();
        foreach (var (ingredient, kilograms) in amounts)
        {
            if (!IsAmount(kilograms))
                throw new InputException($"the amount is not between 0 and {LargestAmount} kg/m3", "Correct the amount or its unit.", column: ingredient.Name);
            if (!given.TryAdd(ingredient, kilograms))
                throw new InputException($"{ingredient} is given twice", "Give each ingredient once.", column: ingredient.Name);
        }
        var present = Ingredients.All.Where(ingredient => given.GetValueOrDefault(ingredient) > 0)
            .Select(ingredient => (ingredient, given[ingredient])).ToArray();
        return present.Length > 0 ? new Mix(present) : throw new InputException("the mix has no ingredient", "Give an amount above zero.");
    }

    internal static bool IsAmount(double kilograms) => kilograms is 0 or (>= SmallestAmount and <= LargestAmount);

    /// <param name="text">Ingredients with amounts.</param>
    /// <param name="mix">The mix, or null.</param>
    /// <param name="problem">Null, or what is wrong and at which character.</param>
    public static bool TryRead(string? text, [NotNullWhen(true)] out Mix? mix, [NotNullWhen(false)] out FormulaProblem? problem)
    {
        mix = new MixReader(text ?? "").Read(out problem);
        return mix is not null;
    }

    /// <exception cref="FormatException">What is wrong and at which character, counted from 1.</exception>
    public static Mix Parse(string text) => TryRead(text, out var mix, out var problem) ? mix : throw new FormatException(problem.Problem);

    /// <summary>Kilograms in a cubic metre, 0 for an ingredient that is not there.</summary>
    public double Kilograms(Ingredient ingredient)
    {
        ArgumentNullException.ThrowIfNull(ingredient);
        foreach (var (candidate, kilograms) in amounts)
            if (candidate.Equals(ingredient)) return kilograms;
        return 0;
    }

    /// <summary>Share of the whole by weight, 0 to 1.</summary>
    public double Fraction(Ingredient ingredient) => Kilograms(ingredient) / TotalKilograms;

    /// <summary>Water over all binders by weight; null where there is no binder.</summary>
    public double? WaterBinderRatio()
    {
        double binder = 0;
        foreach (var (ingredient, kilograms) in amounts)
            if (ingredient.IsBinder) binder += kilograms;
        return binder > 0 ? Kilograms(Ingredients.Find("water")!) / binder : null;
    }

    public bool Equals(Mix? other) => other is not null && amounts.AsSpan().SequenceEqual(other.amounts);

    public override bool Equals(object? obj) => Equals(obj as Mix);

    public override int GetHashCode() => amounts.Aggregate(0, (hash, pair) => HashCode.Combine(hash, pair.Ingredient, pair.Kilograms));

    /// <summary>The canonical text; it reads back the same.</summary>
    public override string ToString() =>
        string.Join("; ", amounts.Select(pair => $"{pair.Ingredient} {pair.Kilograms.ToString("R", CultureInfo.InvariantCulture)}")) + " kg/m3";
}

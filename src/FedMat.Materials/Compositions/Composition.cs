using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace FedMat.Materials;

/// <summary>
/// Molar amounts per element, not normalised, in the order of atomic number. Written as people write formulas: <c>Fe70Cr18Ni12</c>,
/// <c>La0.7Sr0.3MnO3</c>, <c>Ca(OH)2</c>, <c>CuSO4·5H2O</c>, see <see cref="FormulaReader"/> for what is read; or as alloys in percent:
/// <c>Fe-9Cr-1Mo-0.1C wt%</c>, see <see cref="AlloyReader"/>. Weight comes from the standard atomic weights of <see cref="Elements"/>.
/// </summary>
public sealed class Composition : IEquatable<Composition>
{
    /// <summary>An amount must lie between these two; an amount of zero leaves the element out.</summary>
    internal const double SmallestAmount = 1e-12;
    internal const double LargestAmount = 1e12;

    private readonly (Element Element, double Amount)[] amounts;

    internal Composition((Element Element, double Amount)[] amounts)
    {
        this.amounts = amounts;
        double total = 0;
        foreach (var (_, amount) in amounts) total += amount;
        Total = total;
    }

    /// <summary>Amounts as written, summed per element, in the order of atomic number; none is zero.</summary>
    public IReadOnlyList<(Element Element, double Amount)> Amounts => amounts;

    /// <summary>The sum of the amounts.</summary>
    public double Total { get; }

    /// <exception cref="FormatException">What is wrong and at which character, counted from 1.</exception>
    public static Composition Parse(string formula) =>
        TryParse(formula, out var composition, out var problem) ? composition : throw new FormatException(problem);

    /// <param name="formula">The formula.</param>
    /// <param name="composition">The composition, or null.</param>
    /// <param name="problem">Null, or what is wrong and at which character, without a full stop.</param>
    public static bool TryParse(
        string? formula, [NotNullWhen(true)] out Composition? composition, [NotNullWhen(false)] out string? problem)
    {
        bool read = TryRead(formula, out composition, out var why);
        problem = why?.Problem;
        return read;
    }

    /// <summary>As <see cref="TryParse"/>, with what to do and where the character is.</summary>
    public static bool TryRead(
        string? text, [NotNullWhen(true)] out Composition? composition, [NotNullWhen(false)] out FormulaProblem? problem)
    {
        text ??= "";
        string simple = text.Length <= FormulaText.Longest ? FormulaText.Simplify(text) : text;
        composition = AlloyReader.Claims(simple) ? AlloyReader.Read(text, simple, out problem) : new FormulaReader(text, simple).Read(out problem);
        return composition is not null;
    }

    /// <summary>The amounts by weight: each element's share in kilograms of a kilogram, in the order of atomic number.</summary>
    public IReadOnlyList<(Element Element, double Fraction)> WeightFractions()
    {
        double total = MolarMass();
        return [.. amounts.Select(pair => (pair.Element, pair.Amount * pair.Element.AtomicWeight / total))];
    }

    /// <summary>The mass of one mole of the formula as written, in g/mol.</summary>
    public double MolarMass()
    {
        double total = 0;
        foreach (var (element, amount) in amounts) total += amount * element.AtomicWeight;
        return total;
    }

    /// <summary>The same composition with amounts that add up to one, or to another sum.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An amount would fall outside 1e-12 to 1e12.</exception>
    public Composition Normalised(double sum = 1)
    {
        var scaled = Array.ConvertAll(amounts, pair => (pair.Element, Amount: pair.Amount / Total * sum));
        if (!Array.TrueForAll(scaled, pair => pair.Amount is >= SmallestAmount and <= LargestAmount))
            throw new ArgumentOutOfRangeException(nameof(sum), "An amount would not be between 1e-12 and 1e12.");
        return new(scaled);
    }

    /// <summary>Atomic fraction, 0 for an element that is not there.</summary>
    public double Fraction(Element element)
    {
        ArgumentNullException.ThrowIfNull(element);
        foreach (var (candidate, amount) in amounts)
            if (candidate.Number == element.Number) return amount / Total;
        return 0;
    }

    /// <summary>Atomic numbers and amounts into two columns that have room for <see cref="Amounts"/>.</summary>
    internal void CopyTo(Span<byte> numbers, Span<double> amountsOut)
    {
        for (int i = 0; i < amounts.Length; i++) (numbers[i], amountsOut[i]) = ((byte)amounts[i].Element.Number, amounts[i].Amount);
    }

    public bool Equals(Composition? other) => other is not null && amounts.AsSpan().SequenceEqual(other.amounts);

    public override bool Equals(object? obj) => Equals(obj as Composition);

    public override int GetHashCode() => amounts.Aggregate(0, (hash, pair) => HashCode.Combine(hash, pair.Element.Number, pair.Amount));

    /// <summary>The canonical formula: by atomic number, an amount of one left out; it reads back the same.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (element, amount) in amounts)
        {
            text.Append(element.Symbol);
            if (amount != 1) text.Append(Plain(amount));
        }
        return text.ToString();
    }

    /// <summary>The shortest digits that read back as the same double, without an exponent.</summary>
    private static string Plain(double amount)
    {
        string text = amount.ToString("R", CultureInfo.InvariantCulture);
        int mark = text.IndexOf('E', StringComparison.Ordinal);
        if (mark < 0) return text;
        int exponent = int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        string digits = text[..mark].Replace(".", "", StringComparison.Ordinal);
        return exponent < 0 ? "0." + new string('0', -exponent - 1) + digits : digits.PadRight(exponent + 1, '0');
    }
}

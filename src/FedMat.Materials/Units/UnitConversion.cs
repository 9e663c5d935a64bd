namespace FedMat.Materials;

/// <summary>From one unit into another of the same quantity.</summary>
public sealed class UnitConversion
{
    private readonly bool same;

    private UnitConversion(Unit from, Unit to)
    {
        From = from;
        To = to;
        same = from.Factor == to.Factor && from.Offset == to.Offset;
    }

    public Unit From { get; }

    public Unit To { get; }

    /// <summary>Whether values change.</summary>
    public bool IsIdentity => same;

    /// <summary>
    /// The conversion between two units as people write them. Ratios of mass and of atoms, energies per particle and per atom and
    /// scales of hardness are different quantities.
    /// </summary>
    /// <param name="from">Such as ksi or ℃.</param>
    /// <param name="to">Such as MPa or K.</param>
    /// <param name="problem">Null, or why there is none, without a full stop.</param>
    public static UnitConversion? Between(string from, string to, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        if (string.Equals(from, to, StringComparison.Ordinal) && UnitSpelling.Read(from) is null)
        {
            problem = null;
            var own = new Unit(from, Quantity.Ratio, 1);
            return new(own, own);
        }
        var given = UnitSpelling.Read(from);
        var wanted = UnitSpelling.Read(to);
        problem = given is null ? Unknown(from) : wanted is null ? Unknown(to) : Mismatch(given, wanted);
        return problem is null ? new(given!, wanted!) : null;
    }

    public double Convert(double value) => same ? value : (value + From.Offset) * (From.Factor / To.Factor) - To.Offset;

    /// <summary>For a difference of two values, such as a standard deviation: a zero that lies elsewhere does not matter.</summary>
    public double ConvertDifference(double difference) => same ? difference : difference * (From.Factor / To.Factor);

    private static string Unknown(string unit) => $"'{unit}' is no unit that is known";

    private static string? Mismatch(Unit from, Unit to)
    {
        if (from.Quantity == Quantity.Hardness && to.Quantity == Quantity.Hardness)
        {
            return from.Symbol == to.Symbol || to.Symbol.All(char.IsAsciiLetter) && from.Symbol.TrimEnd("0123456789./".ToCharArray()) == to.Symbol
                ? null
                : $"hardness on the scale {from} is not converted into {to}: each scale is a test of its own";
        }
        if (from.Quantity == to.Quantity) return null;
        return (from.Quantity, to.Quantity) switch
        {
            (Quantity.Hardness, _) or (_, Quantity.Hardness) => $"a scale of hardness is not converted: {from} into {to}",
            (Quantity.Ratio, Quantity.MassFraction or Quantity.AtomicFraction) => $"'{from}' does not say whether of mass or of atoms",
            (Quantity.MassFraction, Quantity.AtomicFraction) or (Quantity.AtomicFraction, Quantity.MassFraction) =>
                $"{from} becomes {to} only with the whole composition",
            (Quantity.ParticleEnergy, Quantity.EnergyPerAtom) or (Quantity.EnergyPerAtom, Quantity.ParticleEnergy) =>
                $"one of {from} and {to} is for each atom and the other is not",
            _ => $"{from} measures {Words(from.Quantity)} and {to} {Words(to.Quantity)}",
        };
    }

    private static string Words(Quantity quantity) =>
        string.Concat(quantity.ToString().Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : " ") + char.ToLowerInvariant(c) : c.ToString()));
}

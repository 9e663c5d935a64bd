using System.Globalization;

namespace FedMat.Materials;

/// <summary>
/// Units as they stand at the end of a column name, such as <c>band_gap_eV</c> or <c>formation_energy_eV_per_atom</c>. A contract's units
/// are compared as text; <see cref="UnitConversion"/> converts what a lab wrote into them.
/// </summary>
public static class Units
{
    /// <summary>How a column name ends, without the underscore, and the unit that it means.</summary>
    private static readonly Dictionary<string, string> BySuffix = new(StringComparer.Ordinal)
    {
        ["eV"] = "eV", ["meV"] = "meV", ["eV_per_atom"] = "eV/atom", ["meV_per_atom"] = "meV/atom", ["eV_atom"] = "eV/atom",
        ["J"] = "J", ["kJ"] = "kJ", ["kJ_mol"] = "kJ/mol", ["kJ_per_mol"] = "kJ/mol", ["J_m2"] = "J/m2", ["mJ_m2"] = "mJ/m2",
        ["J_mm3"] = "J/mm3", ["Pa"] = "Pa", ["kPa"] = "kPa", ["MPa"] = "MPa", ["GPa"] = "GPa", ["ksi"] = "ksi", ["psi"] = "psi", ["N_mm2"] = "N/mm2",
        ["kgf_mm2"] = "kgf/mm2", ["F"] = "°F", ["MPa_m05"] = "MPa m^0.5",
        ["K"] = "K", ["C"] = "°C", ["degC"] = "°C", ["K_per_s"] = "K/s", ["K_per_min"] = "K/min",
        ["C_per_s"] = "°C/s", ["s"] = "s", ["min"] = "min", ["h"] = "h",
        ["hours"] = "h", ["days"] = "days", ["pm"] = "pm", ["nm"] = "nm", ["um"] = "um", ["mm"] = "mm", ["cm"] = "cm", ["m"] = "m",
        ["mm_s"] = "mm/s", ["kg"] = "kg", ["g"] = "g", ["kg_m3"] = "kg/m3", ["g_cm3"] = "g/cm3", ["percent"] = "%", ["wt_percent"] = "wt%",
        ["at_percent"] = "at%", ["mol_percent"] = "mol%", ["ppm"] = "ppm", ["fraction"] = "1", ["ratio"] = "1", ["HV"] = "HV",
        ["HRC"] = "HRC", ["HB"] = "HB", ["V"] = "V", ["mV"] = "mV", ["A"] = "A", ["W"] = "W", ["kW"] = "kW", ["Hz"] = "Hz", ["T"] = "T",
        ["mAh_g"] = "mAh/g", ["S_cm"] = "S/cm", ["S_m"] = "S/m", ["ohm_cm"] = "ohm cm", ["W_mK"] = "W/(m K)", ["uV_K"] = "uV/K",
    };

    private const double AbsoluteZeroCelsius = -273.15;

    /// <summary>The endings that are known, such as eV, MPa or kg_m3.</summary>
    public static IReadOnlyCollection<string> Suffixes => BySuffix.Keys;

    /// <summary>The unit at the end of a column name, the longest ending that is known, or null.</summary>
    public static string? OfColumn(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        for (int at = name.IndexOf('_', StringComparison.Ordinal); at >= 0; at = name.IndexOf('_', at + 1))
            if (at > 0 && BySuffix.TryGetValue(name[(at + 1)..], out string? unit)) return unit;
        return null;
    }

    /// <summary>The name of a column without its unit: band_gap of band_gap_eV.</summary>
    public static string Quantity(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        for (int at = name.IndexOf('_', StringComparison.Ordinal); at >= 0; at = name.IndexOf('_', at + 1))
            if (at > 0 && BySuffix.ContainsKey(name[(at + 1)..])) return name[..at];
        return name;
    }

    /// <summary>The lowest value that physics allows in a unit, or null.</summary>
    internal static double? Floor(string? unit) => unit switch
    {
        "°C" => AbsoluteZeroCelsius,
        "K" => 0,
        _ => null,
    };

    /// <summary>The unit that a text means as people write it (N/mm², ℃, wt.%), or null.</summary>
    public static Unit? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return UnitSpelling.Read(text);
    }

    /// <summary>A finite number written with a decimal point.</summary>
    internal static bool TryReadNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}

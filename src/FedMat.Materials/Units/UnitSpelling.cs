using System.Collections.Frozen;
using System.Text;

namespace FedMat.Materials;

/// <summary>Reads a unit as people write it: N/mm², N·mm-2, kgf/mm^2, ℃, wt.%, 质量分数, mass%.</summary>
internal static class UnitSpelling
{
    private const int LongestUnit = 32;

    /// <summary>Spellings after <see cref="Fold"/>; case counts where it tells units apart (MPa and mPa), so it is kept.</summary>
    private static readonly FrozenDictionary<string, string> Also = new Dictionary<string, string>
    {
        ["N/mm^2"] = "N/mm2", ["Nmm-2"] = "N/mm2", ["N/sqmm"] = "N/mm2", ["MN/m2"] = "MPa", ["Nm-2"] = "N/m2", ["mpa"] = "MPa", ["Mpa"] = "MPa", ["gpa"] = "GPa",
        ["Gpa"] = "GPa", ["KPa"] = "kPa", ["Ksi"] = "ksi", ["KSI"] = "ksi", ["PSI"] = "psi", ["kgf/mm^2"] = "kgf/mm2", ["kg/mm2"] = "kgf/mm2",
        ["kgfmm-2"] = "kgf/mm2", ["lbf/in2"] = "psi", ["kpsi"] = "ksi", ["兆帕"] = "MPa", ["吉帕"] = "GPa",
        ["C"] = "°C", ["degC"] = "°C", ["deg.C"] = "°C", ["oC"] = "°C", ["摄氏度"] = "°C", ["度"] = "°C", ["F"] = "°F", ["degF"] = "°F",
        ["degK"] = "K", ["°K"] = "K", ["Kelvin"] = "K", ["C/s"] = "°C/s", ["degC/s"] = "°C/s", ["C/min"] = "°C/min", ["degC/min"] = "°C/min", ["C/h"] = "°C/h",
        ["degC/h"] = "°C/h", ["Ks-1"] = "K/s", ["°Cs-1"] = "°C/s", ["Kmin-1"] = "K/min", ["°Cmin-1"] = "°C/min", ["K/hr"] = "K/h", ["°C/hr"] = "°C/h",
        ["wt.%"] = "wt%", ["wt.-%"] = "wt%", ["wt-%"] = "wt%", ["wtpct"] = "wt%", ["wt.pct"] = "wt%", ["mass%"] = "wt%", ["mass.%"] = "wt%", ["weight%"] = "wt%",
        ["w%"] = "wt%", ["%wt"] = "wt%", ["%(wt)"] = "wt%", ["%(w/w)"] = "wt%", ["m%"] = "wt%", ["Gew.%"] = "wt%", ["Gew.-%"] = "wt%", ["Ma.-%"] = "wt%",
        ["质量分数"] = "wt%", ["质量分数%"] = "wt%", ["质量%"] = "wt%", ["質量%"] = "wt%", ["重量%"] = "wt%", ["mass-%"] = "wt%", ["weightpercent"] = "wt%",
        ["at.%"] = "at%", ["at.-%"] = "at%", ["at-%"] = "at%", ["atpct"] = "at%", ["atomic%"] = "at%", ["atom%"] = "at%", ["%at"] = "at%", ["原子分数"] = "at%",
        ["原子分数%"] = "at%", ["原子%"] = "at%", ["mol.%"] = "mol%", ["mole%"] = "mol%", ["モル%"] = "mol%", ["摩尔分数"] = "mol%", ["mol-%"] = "mol%",
        ["percent"] = "%", ["pct"] = "%", ["wtppm"] = "wt ppm", ["wppm"] = "wt ppm", ["ppmw"] = "wt ppm", ["ppmwt"] = "wt ppm", ["massppm"] = "wt ppm",
        ["ppm(wt)"] = "wt ppm", ["ug/g"] = "wt ppm", ["atppm"] = "at ppm", ["appm"] = "at ppm", ["ppma"] = "at ppm", ["ppmat"] = "at ppm", ["at.ppm"] = "at ppm",
        ["wt.ppm"] = "wt ppm", ["wtppb"] = "wt ppb", ["atppb"] = "at ppb",
        ["ev"] = "eV", ["EV"] = "eV", ["electronvolt"] = "eV", ["eV/at"] = "eV/atom", ["eV/at."] = "eV/atom", ["eVatom-1"] = "eV/atom", ["eV/原子"] = "eV/atom",
        ["meV/at"] = "meV/atom", ["meVatom-1"] = "meV/atom", ["kJmol-1"] = "kJ/mol", ["KJ/mol"] = "kJ/mol", ["Jmol-1"] = "J/mol", ["kcalmol-1"] = "kcal/mol",
        ["kJ/molatom"] = "kJ/mol atoms", ["kJ/molatoms"] = "kJ/mol atoms", ["kJ/mol-atom"] = "kJ/mol atoms", ["kJ/(molatom)"] = "kJ/mol atoms",
        ["kJ/g-atom"] = "kJ/mol atoms", ["J/molatom"] = "J/mol atoms", ["J/molatoms"] = "J/mol atoms", ["kcal/molatoms"] = "kcal/mol atoms", ["kcal/molatom"] = "kcal/mol atoms",
        ["Jmm-3"] = "J/mm3", ["J/mm^3"] = "J/mm3", ["Jm-2"] = "J/m2", ["ft-lb"] = "ft lbf", ["ftlb"] = "ft lbf", ["ftlbf"] = "ft lbf", ["kgfm"] = "kgf m",
        ["sec"] = "s", ["sec."] = "s", ["秒"] = "s", ["second"] = "s", ["seconds"] = "s", ["msec"] = "ms", ["min."] = "min", ["mins"] = "min", ["minute"] = "min",
        ["minutes"] = "min", ["分"] = "min", ["分钟"] = "min", ["分鐘"] = "min", ["hr"] = "h", ["hrs"] = "h", ["hour"] = "h", ["hours"] = "h", ["H"] = "h", ["小时"] = "h",
        ["小時"] = "h", ["時間"] = "h", ["d"] = "days", ["day"] = "days", ["天"] = "days", ["日"] = "days", ["week"] = "weeks", ["周"] = "weeks", ["週"] = "weeks",
        ["A°"] = "Å", ["Å"] = "Å", ["angstrom"] = "Å", ["Angstrom"] = "Å", ["micron"] = "um", ["microns"] = "um", ["inch"] = "in", ["in."] = "in",
        ["毫米"] = "mm", ["微米"] = "um", ["纳米"] = "nm", ["mm/sec"] = "mm/s", ["mms-1"] = "mm/s", ["ms-1"] = "m/s", ["s-1"] = "1/s", ["/s"] = "1/s", ["1/sec"] = "1/s",
        ["min-1"] = "1/min", ["kgm-3"] = "kg/m3", ["kg/m^3"] = "kg/m3", ["g/cc"] = "g/cm3", ["gcm-3"] = "g/cm3", ["g/ml"] = "g/cm3", ["g/mL"] = "g/cm3",
        ["kg/立方米"] = "kg/m3", ["kg/l"] = "kg/L", ["g/l"] = "g/L", ["Mg/m3"] = "t/m3", ["lb/cuin"] = "lb/in3", ["lb/cuyd"] = "lb/yd3",
        ["MPam^0.5"] = "MPa m^0.5", ["MPam1/2"] = "MPa m^0.5", ["MPam0.5"] = "MPa m^0.5", ["MPam^1/2"] = "MPa m^0.5", ["MPa√m"] = "MPa m^0.5",
        ["MPam^(1/2)"] = "MPa m^0.5", ["MPasqrt(m)"] = "MPa m^0.5", ["ksi√in"] = "ksi in^0.5", ["ksiin^0.5"] = "ksi in^0.5", ["ksisqrt(in)"] = "ksi in^0.5",
        ["mAhg-1"] = "mAh/g", ["Scm-1"] = "S/cm", ["Sm-1"] = "S/m", ["Ωm"] = "ohm m", ["Ωcm"] = "ohm cm", ["ohmm"] = "ohm m", ["ohmcm"] = "ohm cm", ["ohm-m"] = "ohm m",
        ["uΩcm"] = "uohm cm", ["uΩm"] = "uohm m", ["uohmcm"] = "uohm cm", ["mΩcm"] = "mohm cm", ["W/mK"] = "W/(m K)", ["W/m/K"] = "W/(m K)", ["Wm-1K-1"] = "W/(m K)",
        ["W/(mK)"] = "W/(m K)", ["W/cmK"] = "W/(cm K)", ["uVK-1"] = "uV/K", ["Tesla"] = "T", ["dimensionless"] = "1", ["无量纲"] = "1", ["Hv"] = "HV",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Plain = UnitTable.Every
        .ToFrozenDictionary(unit => Fold(unit.Symbol), unit => unit.Symbol, StringComparer.Ordinal);

    /// <summary>The unit that a text means, or null. Nothing is guessed: a text is a known spelling or it is none.</summary>
    public static Unit? Read(string text)
    {
        if (text.Length is 0 or > LongestUnit) return null;
        string folded = Fold(text);
        if (folded.Length == 0) return null;
        if (Plain.TryGetValue(folded, out string? symbol) || Also.TryGetValue(folded, out symbol)) return UnitTable.Find(symbol);
        // A load or a ball is part of a hardness scale's name: HV10, HV0.3, HBW 10/3000.
        return Hardness(folded);
    }

    private static Unit? Hardness(string folded)
    {
        int letters = folded.TakeWhile(char.IsAsciiLetter).Count();
        if (letters is < 2 or > 3 || letters == folded.Length || !folded.AsSpan(letters).ContainsOnly("0123456789./")) return null;
        return UnitTable.Find(folded[..letters]) is { Quantity: Quantity.Hardness } scale ? scale with { Symbol = folded } : null;
    }

    private static bool ContainsOnly(this ReadOnlySpan<char> text, string characters) => !text.ContainsAnyExcept(characters);

    /// <summary>Plain characters without spaces and product signs: full width, superscripts, ℃, µ and kinds of minus are written out.</summary>
    private static string Fold(string text)
    {
        var plain = new StringBuilder(text.Length + 4);
        foreach (char c in WideText.Narrow(text))
        {
            if (c is ' ' or '·' or '*' or '×' or '⋅' or '•' or '_') continue;
            plain.Append(c);
        }
        return plain.ToString();
    }
}

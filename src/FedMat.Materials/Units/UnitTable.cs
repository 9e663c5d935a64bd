using System.Collections.Frozen;

namespace FedMat.Materials;

/// <summary>
/// The units that are known, with their sizes. Exact by definition: the inch 25.4 mm, the avoirdupois pound 0.45359237 kg, standard
/// gravity 9.80665 m/s2 (BIPM, SI Brochure, 9th ed.; NIST SP 811, app. B), of which pound-force and kilogram-force follow; the electronvolt
/// 1.602176634e-19 J and the Avogadro constant 6.02214076e23 /mol (SI Brochure, 2.2); the thermochemical calorie 4.184 J.
/// </summary>
internal static class UnitTable
{
    private const double Inch = 0.0254;
    private const double Pound = 0.45359237;
    private const double Gravity = 9.80665;
    private const double Psi = Pound * Gravity / (Inch * Inch);
    private const double SquareRootOfInch = 0.15937377450509227;
    private const double Calorie = 4.184;

    /// <summary>kJ/mol of 1 eV: e x N_A / 1000.</summary>
    private const double Faraday = 96.48533212331002;

    private static readonly Unit[] All =
    [
        .. Linear(Quantity.Stress, ("MPa", 1), ("Pa", 1e-6), ("kPa", 1e-3), ("GPa", 1e3), ("N/mm2", 1), ("N/m2", 1e-6), ("kgf/mm2", Gravity),
            ("kgf/cm2", Gravity / 100), ("psi", Psi * 1e-6), ("ksi", Psi * 1e-3), ("Msi", Psi), ("bar", 0.1), ("mbar", 1e-4), ("atm", 0.101325)),
        new("K", Quantity.Temperature, 1), new("°C", Quantity.Temperature, 1, 273.15), new("°F", Quantity.Temperature, 5.0 / 9, 459.67),
        .. Linear(Quantity.TemperatureRate, ("K/s", 1), ("°C/s", 1), ("K/min", 1.0 / 60), ("°C/min", 1.0 / 60), ("K/h", 1.0 / 3600),
            ("°C/h", 1.0 / 3600), ("°F/s", 5.0 / 9), ("°F/min", 5.0 / 540), ("°F/h", 5.0 / 32400)),
        .. Linear(Quantity.Ratio, ("1", 1), ("%", 0.01), ("‰", 1e-3), ("ppm", 1e-6), ("ppb", 1e-9)),
        .. Linear(Quantity.MassFraction, ("wt%", 1), ("wt ppm", 1e-4), ("wt ppb", 1e-7), ("mg/kg", 1e-4), ("g/kg", 0.1)),
        .. Linear(Quantity.AtomicFraction, ("at%", 1), ("mol%", 1), ("at ppm", 1e-4), ("at ppb", 1e-7)),
        .. Linear(Quantity.ParticleEnergy, ("eV", 1), ("meV", 1e-3), ("kJ/mol", 1 / Faraday), ("J/mol", 1e-3 / Faraday),
            ("kcal/mol", Calorie / Faraday), ("cal/mol", Calorie * 1e-3 / Faraday)),
        .. Linear(Quantity.EnergyPerAtom, ("eV/atom", 1), ("meV/atom", 1e-3), ("kJ/mol atoms", 1 / Faraday), ("J/mol atoms", 1e-3 / Faraday),
            ("kcal/mol atoms", Calorie / Faraday)),
        .. Linear(Quantity.Energy, ("J", 1), ("mJ", 1e-3), ("kJ", 1e3), ("MJ", 1e6), ("Wh", 3600), ("kWh", 3.6e6), ("cal", Calorie), ("kcal", Calorie * 1e3),
            ("ft lbf", 12 * Inch * Pound * Gravity), ("kgf m", Gravity)),
        .. Linear(Quantity.EnergyDensity, ("J/mm3", 1), ("J/cm3", 1e-3), ("kJ/cm3", 1), ("J/m3", 1e-9), ("kJ/m3", 1e-6), ("MJ/m3", 1e-3), ("GJ/m3", 1),
            ("Wh/L", 3.6e-3)),
        .. Linear(Quantity.SurfaceEnergy, ("J/m2", 1), ("mJ/m2", 1e-3), ("kJ/m2", 1e3), ("J/cm2", 1e4), ("J/mm2", 1e6), ("N/m", 1), ("mN/m", 1e-3)),
        .. Linear(Quantity.Time, ("s", 1), ("ms", 1e-3), ("us", 1e-6), ("ns", 1e-9), ("min", 60), ("h", 3600), ("days", 86400), ("weeks", 604800)),
        .. Linear(Quantity.Length, ("m", 1), ("pm", 1e-12), ("Å", 1e-10), ("nm", 1e-9), ("um", 1e-6), ("mm", 1e-3), ("cm", 1e-2), ("km", 1e3),
            ("in", Inch), ("mil", Inch / 1000)),
        .. Linear(Quantity.Area, ("mm2", 1), ("cm2", 100), ("m2", 1e6), ("um2", 1e-6), ("nm2", 1e-12)),
        .. Linear(Quantity.Speed, ("m/s", 1), ("mm/s", 1e-3), ("cm/s", 1e-2), ("um/s", 1e-6), ("mm/min", 1e-3 / 60), ("cm/min", 1e-2 / 60),
            ("m/min", 1.0 / 60)),
        .. Linear(Quantity.StrainRate, ("1/s", 1), ("1/min", 1.0 / 60), ("1/h", 1.0 / 3600), ("%/s", 0.01), ("%/min", 0.01 / 60)),
        .. Linear(Quantity.Mass, ("kg", 1), ("g", 1e-3), ("mg", 1e-6), ("t", 1e3), ("lb", Pound)),
        .. Linear(Quantity.Density, ("kg/m3", 1), ("g/cm3", 1e3), ("t/m3", 1e3), ("mg/cm3", 1), ("kg/L", 1e3), ("g/L", 1), ("lb/in3", Pound / (Inch * Inch * Inch)),
            ("lb/yd3", Pound / (36 * Inch * 36 * Inch * 36 * Inch))),
        .. Linear(Quantity.Toughness, ("MPa m^0.5", 1), ("MPa mm^0.5", 0.03162277660168379), ("ksi in^0.5", Psi * 1e-3 * SquareRootOfInch)),
        .. Linear(Quantity.Power, ("W", 1), ("mW", 1e-3), ("kW", 1e3)),
        .. Linear(Quantity.Voltage, ("V", 1), ("mV", 1e-3), ("kV", 1e3)),
        .. Linear(Quantity.Current, ("A", 1), ("mA", 1e-3), ("kA", 1e3)),
        .. Linear(Quantity.Frequency, ("Hz", 1), ("kHz", 1e3), ("MHz", 1e6), ("GHz", 1e9)),
        .. Linear(Quantity.MagneticField, ("T", 1), ("mT", 1e-3)),
        .. Linear(Quantity.Capacity, ("mAh/g", 1), ("Ah/kg", 1)),
        .. Linear(Quantity.Conductivity, ("S/m", 1), ("S/cm", 100), ("mS/cm", 0.1), ("MS/m", 1e6)),
        .. Linear(Quantity.Resistivity, ("ohm m", 1), ("ohm cm", 0.01), ("mohm cm", 1e-5), ("uohm cm", 1e-8), ("uohm m", 1e-6)),
        .. Linear(Quantity.ThermalConductivity, ("W/(m K)", 1), ("W/(cm K)", 100)),
        .. Linear(Quantity.Seebeck, ("uV/K", 1), ("mV/K", 1e3), ("V/K", 1e6)),
        .. Linear(Quantity.Hardness, ("HV", 1), ("HRC", 1), ("HRB", 1), ("HRA", 1), ("HB", 1), ("HBW", 1), ("HK", 1), ("HS", 1), ("HLD", 1)),
    ];

    private static readonly FrozenDictionary<string, Unit> BySymbol = All.ToFrozenDictionary(unit => unit.Symbol, StringComparer.Ordinal);

    /// <summary>The unit of a symbol as this table writes it, or null.</summary>
    public static Unit? Find(string symbol) => BySymbol.GetValueOrDefault(symbol);

    public static IEnumerable<string> Of(Quantity quantity) => All.Where(unit => unit.Quantity == quantity).Select(unit => unit.Symbol);

    public static IEnumerable<Unit> Every => All;

    private static IEnumerable<Unit> Linear(Quantity quantity, params (string Symbol, double Factor)[] units) =>
        units.Select(unit => new Unit(unit.Symbol, quantity, unit.Factor));
}

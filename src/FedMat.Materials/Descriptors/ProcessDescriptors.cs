namespace FedMat.Materials;

/// <summary>
/// <c>process/1</c>: numbers that stand for a process step, the same to the last bit on every machine. Time enters in hours and as its decimal logarithm.
/// Larson and Miller, Trans. ASME 74, 765 (1952): creep and rupture. Hollomon and Jaffe, Trans. AIME 162, 223 (1945): tempering.
/// Volumetric energy density: power over scan speed, hatch spacing and layer thickness, as in powder bed fusion.
/// Limits: temperatures, times and lengths above zero; the constants are those of steels with time in hours.
/// </summary>
public static class ProcessDescriptors
{
    /// <summary>Larson and Miller's constant for most steels.</summary>
    public const double LarsonMillerConstant = 20;

    /// <summary>Hollomon and Jaffe's constant for low and medium carbon steels.</summary>
    public const double HollomonJaffeConstant = 20;

    private const double InverseLn10 = 0.4342944819032518;

    /// <summary>T (C + log10 t) in K; divide by 1000 for the figure that handbooks print.</summary>
    /// <param name="temperatureKelvin">Above zero.</param>
    /// <param name="ruptureHours">Time to rupture in hours, above zero.</param>
    /// <param name="constant">C, of the alloy.</param>
    public static double LarsonMillerKelvin(double temperatureKelvin, double ruptureHours, double constant = LarsonMillerConstant) =>
        TimeTemperature(temperatureKelvin, ruptureHours, constant);

    /// <summary>T (C + log10 t) in K.</summary>
    /// <param name="temperatureKelvin">Of tempering, above zero.</param>
    /// <param name="holdHours">Time at temperature in hours, above zero.</param>
    /// <param name="constant">C, of the steel.</param>
    public static double HollomonJaffeKelvin(double temperatureKelvin, double holdHours, double constant = HollomonJaffeConstant) =>
        TimeTemperature(temperatureKelvin, holdHours, constant);

    /// <summary>P / (v h t) in J/mm3.</summary>
    /// <param name="powerWatts">Of the beam, above zero.</param>
    /// <param name="speedMillimetresPerSecond">Of the scan, above zero.</param>
    /// <param name="hatchMillimetres">Between tracks, above zero.</param>
    /// <param name="layerMillimetres">Thickness of a layer, above zero.</param>
    public static double EnergyDensityJoulesPerCubicMillimetre(
        double powerWatts, double speedMillimetresPerSecond, double hatchMillimetres, double layerMillimetres)
    {
        RequirePositive(powerWatts, nameof(powerWatts));
        RequirePositive(speedMillimetresPerSecond, nameof(speedMillimetresPerSecond));
        RequirePositive(hatchMillimetres, nameof(hatchMillimetres));
        RequirePositive(layerMillimetres, nameof(layerMillimetres));
        return powerWatts / (speedMillimetresPerSecond * hatchMillimetres * layerMillimetres);
    }

    private static double TimeTemperature(double temperatureKelvin, double hours, double constant)
    {
        RequirePositive(temperatureKelvin, nameof(temperatureKelvin));
        RequirePositive(hours, nameof(hours));
        return temperatureKelvin * (constant + (Elementary.Log(hours) * InverseLn10));
    }

    private static void RequirePositive(double value, string name)
    {
        if (!(value > 0) || double.IsPositiveInfinity(value))
            throw new ArgumentOutOfRangeException(name, "A number above zero is needed.");
    }
}

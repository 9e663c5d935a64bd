using FsCheck;
using FsCheck.Fluent;

namespace FedMat.Materials.Tests;

public sealed class UnitConversionTests
{
    private static readonly string[] Every =
    [
        "MPa", "Pa", "kPa", "GPa", "N/mm2", "kgf/mm2", "psi", "ksi", "bar", "K", "°C", "°F", "K/s", "°C/min", "°F/h", "wt%", "wt ppm", "at%", "at ppm", "%", "ppm",
        "1", "eV", "meV", "kJ/mol", "kcal/mol", "eV/atom", "kJ/mol atoms", "J", "kWh", "J/mm3", "MJ/m3", "s", "min", "h", "days", "pm", "Å", "nm", "um", "mm", "m", "in",
        "kg/m3", "g/cm3", "lb/in3", "mm/s", "m/min", "1/s", "MPa m^0.5", "ksi in^0.5",
    ];

    /// <summary>NIST Special Publication 811 (2008), appendix B.8, unless a definition is named.</summary>
    [Theory]
    [InlineData(1, "ksi", "MPa", 6.894757)]
    [InlineData(1, "psi", "Pa", 6894.757)]
    [InlineData(1, "kgf/mm2", "MPa", 9.80665)]
    [InlineData(1, "atm", "Pa", 101325)]
    [InlineData(1, "bar", "kPa", 100)]
    [InlineData(350, "N/mm²", "MPa", 350)]
    [InlineData(1, "lb/in3", "kg/m3", 27679.90)]
    [InlineData(1, "lb/yd3", "kg/m3", 0.5932764)]
    [InlineData(1, "kWh", "J", 3.6e6)]
    [InlineData(1, "ft lbf", "J", 1.355818)]
    [InlineData(1, "mil", "um", 25.4)]
    [InlineData(1, "g/cm3", "kg/m3", 1000)]
    [InlineData(2, "days", "h", 48)]
    [InlineData(1, "wt ppm", "wt%", 1e-4)]
    public void Convert_KnownFactor_IsThePublishedOne(double value, string from, string to, double expected) =>
        Assert.Equal(expected, Conversion(from, to).Convert(value), Math.Abs(expected) * 1e-6);

    /// <summary>The fixed points of the scales (NIST SP 811, B.8.1): ice, steam, absolute zero, and where both scales meet.</summary>
    [Theory]
    [InlineData(0, "°C", "K", 273.15)]
    [InlineData(32, "°F", "°C", 0)]
    [InlineData(212, "F", "℃", 100)]
    [InlineData(-40, "°F", "°C", -40)]
    [InlineData(-459.67, "degF", "K", 0)]
    public void Convert_Temperature_MeetsTheFixedPoints(double value, string from, string to, double expected) =>
        Assert.Equal(expected, Conversion(from, to).Convert(value), 1e-9);

    /// <summary>CODATA 2018: 1 eV is 96.485 332 12 kJ/mol.</summary>
    [Theory]
    [InlineData("eV", "kJ/mol")]
    [InlineData("eV/atom", "kJ/mol atoms")]
    public void Convert_Electronvolt_IsTheFaradayConstant(string from, string to) =>
        Assert.Equal(96.48533212, Conversion(from, to).Convert(1), 1e-8);

    [Fact]
    public void ConvertDifference_Temperature_LeavesTheZeroOut() =>
        Assert.Equal(10, Conversion("°F", "K").ConvertDifference(18), 1e-12);

    [Theory]
    [InlineData("HV", "HRC", "each scale is a test of its own")]
    [InlineData("HRC", "MPa", "a scale of hardness is not converted")]
    [InlineData("HV", "HV10", "each scale is a test of its own")]
    [InlineData("eV", "eV/atom", "is for each atom and the other is not")]
    [InlineData("wt%", "at%", "only with the whole composition")]
    [InlineData("%", "wt%", "whether of mass or of atoms")]
    [InlineData("MPa", "K", "MPa measures stress and K temperature")]
    [InlineData("furlong", "m", "'furlong' is no unit that is known")]
    public void Between_UnitsThatDoNotConvert_SaysWhy(string from, string to, string problem)
    {
        Assert.Null(UnitConversion.Between(from, to, out string? said));
        Assert.Contains(problem, said, StringComparison.Ordinal);
    }

    [Fact]
    public void Between_ALoadOfTheSameScale_IsThatScale() => Assert.Equal(210, Conversion("HV10", "HV").Convert(210));

    [Fact]
    public void Convert_ThereAndBack_IsTheSameValue()
    {
        var cases = from unit in Gen.Elements(Every)
                    from other in Gen.Elements(Every)
                    from digits in Gen.Choose(-2_000_000, 2_000_000)
                    select (unit, other, value: digits / 1000.0);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5000), Prop.ForAll(cases.ToArbitrary(), given =>
        {
            if (UnitConversion.Between(given.unit, given.other, out string? problem) is not { } there) return problem is not null;
            double back = Conversion(given.other, given.unit).Convert(there.Convert(given.value));
            return Math.Abs(back - given.value) <= 1e-11 * Math.Max(1000, Math.Abs(given.value));
        }));
    }

    [Theory]
    [InlineData("N·mm-2", "N/mm2")]
    [InlineData("N/mm²", "N/mm2")]
    [InlineData("ＭＰａ", "MPa")]
    [InlineData("kg/mm²", "kgf/mm2")]
    [InlineData("℃", "°C")]
    [InlineData("degC", "°C")]
    [InlineData("wt.%", "wt%")]
    [InlineData("mass％", "wt%")]
    [InlineData("质量分数", "wt%")]
    [InlineData("at. %", "at%")]
    [InlineData("µm", "um")]
    [InlineData("g·cm⁻³", "g/cm3")]
    [InlineData("小时", "h")]
    [InlineData("時間", "h")]
    [InlineData("MPa·m^1/2", "MPa m^0.5")]
    [InlineData("kJ/mol atom", "kJ/mol atoms")]
    [InlineData("HBW10/3000", "HBW10/3000")]
    public void Read_UnitAsPeopleWriteIt_IsKnown(string text, string symbol) => Assert.Equal(symbol, Units.Read(text)?.Symbol);

    [Theory]
    [InlineData("")]
    [InlineData("strength")]
    [InlineData("MPaa")]
    [InlineData("mMPa")]
    public void Read_TextThatIsNoUnit_IsNone(string text) => Assert.Null(Units.Read(text));

    private static UnitConversion Conversion(string from, string to) =>
        UnitConversion.Between(from, to, out string? problem) ?? throw new InvalidOperationException(problem);
}

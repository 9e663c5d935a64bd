namespace FedMat.Materials.Tests;

public sealed class ProcessDescriptorsTests
{
    [Theory]
    [InlineData(873.15, 1000, 20, 20082.45)]
    [InlineData(873.15, 1, 20, 17463)]
    [InlineData(1000, 100_000, 25, 30000)]
    public void LarsonMiller_KnownStep_IsTemperatureTimesConstantAndLogarithm(double kelvin, double hours, double constant, double expected) =>
        Assert.Equal(expected, ProcessDescriptors.LarsonMillerKelvin(kelvin, hours, constant), 9);

    [Fact]
    public void HollomonJaffe_TwoHoursAt650Celsius_IsTheSameFormula() =>
        Assert.Equal(18_740.8958, ProcessDescriptors.HollomonJaffeKelvin(923.15, 2), 4);

    [Fact]
    public void EnergyDensity_PowderBed_IsPowerOverVolumeRate() =>
        Assert.Equal(200 / (800 * 0.1 * 0.03), ProcessDescriptors.EnergyDensityJoulesPerCubicMillimetre(200, 800, 0.1, 0.03), 12);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(900, 0)]
    [InlineData(double.NaN, 1)]
    [InlineData(900, double.PositiveInfinity)]
    public void TimeTemperature_OutsideItsDomain_IsTheCallersMistake(double kelvin, double hours)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ProcessDescriptors.LarsonMillerKelvin(kelvin, hours));
        Assert.Throws<ArgumentOutOfRangeException>(() => ProcessDescriptors.HollomonJaffeKelvin(kelvin, hours));
        Assert.Throws<ArgumentOutOfRangeException>(() => ProcessDescriptors.EnergyDensityJoulesPerCubicMillimetre(kelvin, hours, 0.1, 0.03));
    }

    /// <summary>Computed by a second program, in Python, from the definitions; never edited.</summary>
    [Fact]
    public void Process_PinnedSteps_HaveThePinnedBits() => Assert.Equal(
        "cc7fa50dce86080f36d0996b8d6b5445ff16a644aca41678b32e7dbc3b1a73c8",
        Sets.Hash(Enumerable.Range(0, 100).SelectMany(i => new[]
        {
            ProcessDescriptors.HollomonJaffeKelvin(300 + (i * 12.7), 0.01 + (i * i * 1.3)),
            ProcessDescriptors.LarsonMillerKelvin(300 + (i * 12.7), 0.01 + (i * i * 1.3), 25.5),
            ProcessDescriptors.EnergyDensityJoulesPerCubicMillimetre(100 + i, 200 + (i * 7.3), 0.09, 0.03),
        })));
}

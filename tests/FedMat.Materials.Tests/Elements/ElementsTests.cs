namespace FedMat.Materials.Tests;

public sealed class ElementsTests
{
    [Fact]
    public void All_InOrder_HasEverySymbolOnce()
    {
        Assert.Equal(118, Elements.All.Count);
        Assert.Equal(Enumerable.Range(1, 118), Elements.All.Select(element => element.Number));
        Assert.Equal(118, Elements.All.Select(element => element.Symbol).Distinct().Count());
        Assert.Equal(118, Elements.All.Select(element => element.Name).Distinct().Count());
    }

    [Theory]
    [InlineData("H", 1, 1.008, 1, 1, 2.20, 31)]
    [InlineData("O", 8, 15.999, 16, 2, 3.44, 66)]
    [InlineData("Fe", 26, 55.845, 8, 4, 1.83, 132)]
    [InlineData("La", 57, 138.91, 3, 6, 1.10, 207)]
    [InlineData("Hf", 72, 178.49, 4, 6, 1.30, 175)]
    [InlineData("Pb", 82, 207.2, 14, 6, 2.33, 146)]
    [InlineData("U", 92, 238.03, 3, 7, 1.38, 196)]
    public void Find_KnownSymbol_HasPublishedValues(
        string symbol, int number, double weight, int group, int period, double electronegativity, int radius)
    {
        var element = Elements.Find(symbol)!;
        Assert.Equal((number, weight, true, group, period), (element.Number, element.AtomicWeight, element.HasStandardWeight, element.Group, element.Period));
        Assert.Equal(electronegativity, element.Electronegativity);
        Assert.Equal(radius, element.CovalentRadius);
    }

    [Fact]
    public void AtomicWeight_StandardWeights_FallOnlyWhereNatureDoes()
    {
        var standard = Elements.All.Where(element => element.HasStandardWeight).ToArray();
        var falls = standard.Zip(standard.Skip(1)).Where(pair => pair.First.AtomicWeight > pair.Second.AtomicWeight);
        Assert.Equal(["ArK", "CoNi", "TeI", "ThPa"], falls.Select(pair => $"{pair.First}{pair.Second}"));
        Assert.Equal(84, standard.Length);
    }

    [Fact]
    public void Electronegativity_Missing_OnlyWhereTheScaleHasNone() =>
        Assert.Equal(
            ["He", "Ne", "Ar"],
            Elements.All.Where(element => element.Number <= 103 && element.Electronegativity is null).Select(element => element.Symbol));

    [Fact]
    public void Electronegativity_Fluorine_IsTheHighest() =>
        Assert.Equal("F", Elements.All.MaxBy(element => element.Electronegativity ?? 0)!.Symbol);

    [Theory]
    [InlineData("fe")]
    [InlineData("D")]
    [InlineData("")]
    public void Find_NoSymbol_ReturnsNull(string symbol) => Assert.Null(Elements.Find(symbol));

    [Theory]
    [InlineData("C", 2, 2, 0, 0)]
    [InlineData("Cu", 1, 0, 10, 0)]
    [InlineData("Ga", 2, 1, 10, 0)]
    [InlineData("Pd", 0, 0, 10, 0)]
    [InlineData("Eu", 2, 0, 0, 7)]
    [InlineData("Lu", 2, 0, 1, 14)]
    [InlineData("W", 2, 0, 4, 14)]
    [InlineData("Pb", 2, 2, 10, 14)]
    [InlineData("Xe", 2, 6, 10, 0)]
    [InlineData("U", 2, 0, 1, 3)]
    public void ElectronShells_FreeAtom_HasTheGroundState(string symbol, int s, int p, int d, int f) =>
        Assert.Equal(new ElectronShells(s, p, d, f), ElectronShells.Of(Elements.Find(symbol)!));

    [Fact]
    public void ElectronShells_EveryElement_CountsAllElectronsOutsideTheCore()
    {
        int[] cores = [0, 2, 10, 18, 36, 54, 86];
        foreach (var element in Elements.All.Take(DescriptorSet.HeaviestElement))
        {
            var shells = ElectronShells.Of(element);
            Assert.Equal(element.Number - cores[element.Period - 1], shells.S + shells.P + shells.D + shells.F);
        }
    }
}

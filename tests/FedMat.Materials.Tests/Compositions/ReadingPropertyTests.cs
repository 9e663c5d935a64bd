using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace FedMat.Materials.Tests;

/// <summary>Alloys and mixes that were generated, and texts that were broken.</summary>
public sealed class ReadingPropertyTests
{
    private const int Mutations = 100_000;
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(10_000);

    private static readonly string[] Texts =
    [
        "Fe70Cr18Ni12", "La0.7Sr0.3MnO3", "CuSO4·5H2O", "K3[Fe(CN)6]", "(Pb0.5Ba0.5)TiO3", "Fe₂O₃", "Ｆｅ２（ＳＯ４）３", "3CaO.Al2O3", "NaN", "C1e-05Fe",
        "Fe-9Cr-1Mo-0.1C wt%", "70Fe-18Cr-12Ni (mass%)", "Zr65Al7.5Ni10Cu17.5 at.%", "Ti-6Al-4V", "9Cr, 1Mo, Fe bal. wt%",
        "cement 540; water 162; superplasticizer 2.5 kg/m3", "水泥 300；粉煤灰 100；水 160", "540 cement, 162 water",
    ];

    private static readonly string Alphabet = "FeCrONaHxbal 0123456789.eE+-()[]{}·*%;,:=/wtmkg³₂９（】\0\u200B\uD83D\uDE00é水�";

    [Fact]
    public void Parse_GeneratedAlloy_GivesTheWeightsItWasMadeFrom()
    {
        var alloy = from others in Gen.Choose(1, 103).ListOf().Select(numbers => numbers.Distinct().Where(number => number != 26).Take(6).ToArray())
                    from hundredths in Gen.Choose(1, 1600).ListOf(6)
                    select others.Zip(hundredths, (number, percent) => (Element: Elements.Of(number), Percent: percent / 100.0)).ToArray();
        Check.One(Thorough, Prop.ForAll(alloy.ToArbitrary(), parts =>
        {
            string text = "Fe" + string.Concat(parts.Select(part => string.Create(CultureInfo.InvariantCulture, $"-{part.Percent}{part.Element}"))) + " wt%";
            var composition = Composition.Parse(text);
            var weights = composition.WeightFractions().ToDictionary(pair => pair.Element, pair => 100 * pair.Fraction);
            return weights.Count == parts.Length + 1
                && parts.All(part => Math.Abs(weights[part.Element] - part.Percent) < 1e-9)
                && Composition.Parse(composition.ToString()).Equals(composition);
        }));
    }

    [Fact]
    public void WeightPercent_ThereAndBack_IsTheSameComposition()
    {
        var formula = from numbers in Gen.Choose(1, 118).NonEmptyListOf()
                      select string.Concat(numbers.Take(40).Select((number, i) => string.Create(CultureInfo.InvariantCulture, $"{Elements.Of(number)}{(i + 1) * 0.7:R}")));
        Check.One(Thorough, Prop.ForAll(formula.ToArbitrary(), text =>
        {
            var before = Composition.Parse(text);
            var after = AlloyPercents.Read(before.WeightFractions().Select(pair => (pair.Element, 100 * pair.Fraction)), PercentBasis.Weight);
            return before.Amounts.All(pair => Math.Abs(before.Fraction(pair.Element) - after.Fraction(pair.Element)) < 1e-13);
        }));
    }

    [Fact]
    public void ToString_GeneratedMix_ReadsBackTheSame()
    {
        var mix = from tenths in Gen.Choose(0, 100_000).ListOf(Ingredients.All.Count)
                  where tenths.Any(amount => amount > 0)
                  select Mix.Of(Ingredients.All.Zip(tenths, (ingredient, amount) => (ingredient, amount / 10.0)));
        Check.One(Thorough, Prop.ForAll(mix.ToArbitrary(), one => Mix.Parse(one.ToString()).Equals(one)));
    }

    /// <summary>Each text is refused with a reason or reads back from its canonical form; nothing else may happen.</summary>
    [Fact]
    public void Read_MutatedText_IsReadOrRefusedWithAReason()
    {
        var random = new Random(20161028);
        int read = 0;
        for (int i = 0; i < Mutations; i++)
        {
            string text = Mutated(random);
            if (Composition.TryRead(text, out var composition, out var problem)) Assert.Equal(composition, Composition.Parse(composition.ToString()));
            else AssertReason(text, problem);
            if (Mix.TryRead(text, out var mix, out var noMix)) Assert.Equal(mix, Mix.Parse(mix.ToString()));
            else AssertReason(text, noMix);
            if (composition is not null || mix is not null) read++;
        }
        Assert.InRange(read, Mutations / 50, Mutations / 2);
    }

    [Theory]
    [InlineData(' ')]
    [InlineData('(')]
    [InlineData('9')]
    [InlineData('%')]
    [InlineData('-')]
    [InlineData('水')]
    public void Read_LongestTextOfOneCharacter_IsRefused(char character)
    {
        foreach (string text in new[] { new string(character, 1000), new string(character, 995) + " wt%", new string(character, 100_000) })
        {
            Assert.False(Composition.TryRead(text, out _, out _));
            Assert.False(Mix.TryRead(text, out _, out _));
        }
    }

    private static void AssertReason(string text, FormulaProblem problem)
    {
        Assert.NotEmpty(problem.Problem);
        Assert.NotEmpty(problem.Remedy);
        if (problem.Position is { } position) Assert.InRange(position, 1, text.Length + 1);
    }

    private static string Mutated(Random random)
    {
        var text = new List<char>(Texts[random.Next(Texts.Length)]);
        for (int edits = random.Next(1, 5); edits > 0; edits--)
        {
            int at = random.Next(text.Count + 1);
            switch (random.Next(4))
            {
                case 0: text.Insert(at, Alphabet[random.Next(Alphabet.Length)]); break;
                case 1 when at < text.Count: text.RemoveAt(at); break;
                case 2 when at < text.Count: text[at] = Alphabet[random.Next(Alphabet.Length)]; break;
                default: text.InsertRange(at, text.Skip(at).Take(random.Next(6)).ToArray()); break;
            }
        }
        return string.Concat(text);
    }
}

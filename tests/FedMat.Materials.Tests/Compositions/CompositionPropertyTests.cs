using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace FedMat.Materials.Tests;

public sealed class CompositionPropertyTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(10_000);

    /// <summary>Amounts as whole thousandths, so that a formula and its meaning are both known exactly.</summary>
    private static readonly Gen<(string Text, double Value)> Amount =
        from thousandths in Gen.OneOf(Gen.Choose(50, 100_000), Gen.Choose(1, 100).Select(whole => whole * 1000))
        let value = thousandths / 1000.0
        select (value == 1 ? "" : value.ToString("0.###", CultureInfo.InvariantCulture), value);

    private static readonly Gen<Element> AnyElement = Gen.Choose(1, 118).Select(Elements.Of);

    private static readonly Gen<(string Text, Dictionary<int, double> Amounts)> Formula = Gen.Sized(Part);

    private static Gen<(string Text, Dictionary<int, double> Amounts)> Part(int size)
    {
        var atom = from element in AnyElement
                   from amount in Amount
                   select (element.Symbol + amount.Text, new Dictionary<int, double> { [element.Number] = amount.Value });
        if (size < 4) return atom;
        var group = from inner in Part(size / 4)
                    from brackets in Gen.Elements("()", "[]", "{}")
                    from amount in Amount
                    select ($"{brackets[0]}{inner.Text}{brackets[1]}{amount.Text}", Scaled(inner.Amounts, amount.Value));
        var sum = from left in Part(size / 2)
                  from right in Part(size / 2)
                  select (left.Text + right.Text, Sum(left.Amounts, right.Amounts));
        return Gen.OneOf(atom, group, sum);
    }

    [Fact]
    public void Parse_GeneratedFormula_GivesTheAmountsItWasMadeFrom() =>
        Check.One(Thorough, Prop.ForAll(Formula.ToArbitrary(), formula =>
        {
            var read = Composition.Parse(formula.Text).Amounts.ToDictionary(pair => pair.Element.Number, pair => pair.Amount);
            return read.Count == formula.Amounts.Count
                && formula.Amounts.All(pair => Math.Abs(read[pair.Key] - pair.Value) <= 1e-12 * pair.Value);
        }));

    [Fact]
    public void ToString_GeneratedFormula_ReadsBackTheSame() =>
        Check.One(Thorough, Prop.ForAll(Formula.ToArbitrary(), formula =>
        {
            var composition = Composition.Parse(formula.Text);
            return Composition.Parse(composition.ToString()).Equals(composition);
        }));

    [Fact]
    public void ToString_AnyAmountInRange_ReadsBackTheSame()
    {
        var amounts = from digits in Gen.Choose(1, int.MaxValue)
                      from exponent in Gen.Choose(-21, 2)
                      let amount = digits * Math.Pow(10, exponent)
                      where amount is >= 1e-12 and <= 1e12
                      select "Fe" + amount.ToString("R", CultureInfo.InvariantCulture).Replace('E', 'e');
        Check.One(Thorough, Prop.ForAll(amounts.ToArbitrary(), formula =>
        {
            var composition = Composition.Parse(formula);
            return Composition.Parse(composition.ToString()).Equals(composition);
        }));
    }

    [Fact]
    public void TryParse_AnyText_AnswersWithoutAnException() =>
        Check.One(Thorough, Prop.ForAll(
            Gen.Elements("FeOCaxe0123456789.()[]{}·*+- ₂９\0é".ToCharArray()).ListOf().Select(characters => string.Concat(characters)).ToArbitrary(),
            text => Composition.TryParse(text, out var composition, out string? problem) ? composition.Amounts.Count > 0 : problem.Length > 0));

    private static Dictionary<int, double> Scaled(Dictionary<int, double> amounts, double factor) =>
        amounts.ToDictionary(pair => pair.Key, pair => pair.Value * factor);

    private static Dictionary<int, double> Sum(Dictionary<int, double> left, Dictionary<int, double> right) =>
        left.Concat(right).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.Sum(pair => pair.Value));
}

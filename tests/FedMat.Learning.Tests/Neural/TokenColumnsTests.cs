using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning.Tests;

public sealed class TokenColumnsTests
{
    [Fact]
    public void Of_Contract_TakesFractionsOfElementsThatAreThereAndOthersThatDiffer()
    {
        DataContract contract = Contract("fractions/1");
        (double[] means, double[] deviations) = (new double[208], new double[208]);
        // H to Lr of the first site, then of the second, then a temperature; and the target.
        (means[7], means[103 + 7], means[103 + 25]) = (0.5, 1, 0.2);
        (deviations[7], deviations[206]) = (0.1, 3);
        TokenColumns columns = TokenColumns.Of(contract, Standardisation.From(means, deviations));
        Assert.Equal([7, 110, 128], columns.Fractions);
        Assert.Equal([8, 8, 26], columns.Tokens.Numbers);
        Assert.Equal([0, 1, 1], columns.Tokens.Sites);
        Assert.Equal([206], columns.Others);
    }

    [Fact]
    public void Encode_WithTokens_GivesFractionsAsTheyAreAndTheRestStandardised()
    {
        TokenColumns columns = new([2, 0], [1], new ElementTokens([8, 26], [0, 0]));
        InputEncoding encoding = new(Standardisation.From([0.5, 10, 0.5, 0], [0.1, 2, 0.1, 1]), [[], [9, 11], []], 5, columns);
        float[] row = new float[4];
        Assert.Equal(4, encoding.Width);
        encoding.Encode([0.25f, 14, 0.75f], row);
        Assert.Equal([0.75f, 0.25f, 2], row[..3]);
        Assert.InRange(row[3], 1, 2);
    }

    [Fact]
    public void Encode_NothingButFractions_HasAZeroForTheOthers()
    {
        InputEncoding encoding = new(Standardisation.None(2), null, 5, new TokenColumns([0, 1], [], new ElementTokens([8, 26], [0, 0])));
        float[] row = [9, 9, 9];
        encoding.Encode([0.25f, 0.75f], row);
        Assert.Equal([0.25f, 0.75f, 0], row);
    }

    [Theory]
    [InlineData("magpie/1", true)]
    [InlineData("elemental/1", false)]
    [InlineData("fractions/1+magpie/1", false)]
    public void Learner_AttentionWithoutFractions_IsRefused(string descriptors, bool refused)
    {
        Plan plan = Examples.Plan("""{"name":"neural","network":"attention"}""") with { Contract = JsonText.Parse(Contract(descriptors).ToJson()) };
        Exception? error = Xunit.Record.Exception(() => Learners.For(plan));
        Assert.Equal(refused, error is not null);
        Assert.True(!refused || ((RefusedException)error!).Message.Contains("'network'", StringComparison.Ordinal));
    }

    private static DataContract Contract(string descriptors) => DataContract.Parse(
        $$"""
        {"format":1,"name":"oxide","inputs":[
         {"name":"cations","kind":"composition"},{"name":"anions","kind":"composition"},
         {"name":"temperature_C","kind":"number","unit":"°C","minimum":0,"maximum":1000}],
         "target":{"name":"hardness_GPa","unit":"GPa","minimum":0,"maximum":20},"descriptors":"{{descriptors}}"}
        """,
        "test");
}

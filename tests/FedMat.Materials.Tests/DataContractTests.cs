using System.Text.Json;

namespace FedMat.Materials.Tests;

public sealed class DataContractTests
{
    private const string Good =
        """{"format":1,"name":"n","inputs":[{"name":"composition","kind":"composition"}],"target":{"name":"g_eV","unit":"eV","minimum":0,"maximum":9},"descriptors":"elemental/1"}""";

    [Fact]
    public void ToJson_OfWhatItParsed_IsAFixedPoint()
    {
        string json = Tables.AlloyContract().ToJson();
        Assert.Equal(json, DataContract.Parse(json, "x").ToJson());
        Assert.Equal(Good, DataContract.Parse(Good, "x").ToJson());
        Assert.All(json, character => Assert.InRange(character, ' ', '~'));
    }

    [Fact]
    public void Equals_OtherSpacingAndOrderOfCategories_IsTheSameContract()
    {
        string json = Tables.AlloyContract().ToJson();
        string other = json.Replace("[\"cast\",\"forged\"]", "[ \"forged\", \"cast\" ]", StringComparison.Ordinal);
        Assert.NotEqual(json, other);
        Assert.Equal(Tables.AlloyContract(), DataContract.Parse(other, "x"));
        Assert.NotEqual(Tables.AlloyContract(), Tables.AlloyContract("elemental/1"));
    }

    [Theory]
    [InlineData("\"unit\"", "\"unti\"", "'unti' is no key that is known", "Did you mean 'unit'?")]
    [InlineData("\"name\":\"n\",", "", "the key 'name' is missing", "Add it")]
    [InlineData("\"format\":1", "\"format\":2", "'format' is not 1", "format 1 only")]
    [InlineData("\"kind\":\"composition\"", "\"kind\":\"formula\"", "'formula' is no kind of column", "composition, number or category")]
    [InlineData("elemental/1", "elemental/2", "'elemental/2' is no descriptor set", "Did you mean 'elemental/1'?")]
    [InlineData("\"unit\":\"eV\"", "\"unit\":\"\"", "the unit of 'g_eV' is empty", "visible characters")]
    [InlineData("\"minimum\":0", "\"minimum\":9", "the minimum is not below the maximum", "Correct the range")]
    [InlineData("\"minimum\":0", "\"minimum\":\"0\"", "'minimum' is not a number", "without quotes")]
    [InlineData("[{\"name\":\"composition\",\"kind\":\"composition\"}]", "[]", "the contract has 0 inputs", "Give 1 to 1000")]
    [InlineData("[{\"name\":\"composition\",\"kind\":\"composition\"}]", "{}", "'inputs' is not a list", "Write a list")]
    [InlineData("\"name\":\"composition\"", "\"name\":\"Paper\"", "this name is kept for bookkeeping", "member, split")]
    [InlineData("\"name\":\"composition\"", "\"name\":\"g_EV\"", "this column is named twice", "once")]
    [InlineData("{\"format\"", "{\"name\":\"m\",\"format\"", "a key is given twice", "Correct it")]
    [InlineData("}]", "},]", "this is no JSON", "Correct it")]
    public void Parse_BadContract_NamesProblemAndRemedy(string part, string change, string problem, string remedy)
    {
        var refused = Tables.Refused(() => DataContract.Parse(Good.Replace(part, change, StringComparison.Ordinal), "c.json"));
        Assert.Equal("c.json", refused.Source);
        Assert.Contains(problem, refused.Problem, StringComparison.Ordinal);
        Assert.Contains(remedy, refused.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Schema_Keys_AreThoseOfTheProgram()
    {
        using var schema = JsonDocument.Parse(Checkout.ReadText("node-config", "contracts", "contract.schema.json"));
        var root = schema.RootElement;
        var written = JsonDocument.Parse(Tables.AlloyContract().ToJson()).RootElement;
        Assert.Equal(Keys(written), Keys(root.GetProperty("properties")));
        Assert.Equal(Keys(written.GetProperty("target")), Keys(root.GetProperty("properties").GetProperty("target").GetProperty("properties")));
        var kinds = root.GetProperty("$defs").GetProperty("input").GetProperty("oneOf").EnumerateArray().Select(kind => Keys(kind.GetProperty("properties")));
        Assert.Equal(written.GetProperty("inputs").EnumerateArray().Select(Keys), kinds);
        var sets = root.GetProperty("properties").GetProperty("descriptors").GetProperty("enum").EnumerateArray().Select(set => set.GetString());
        Assert.Equal(DescriptorSet.Known, sets);
    }

    private static string Keys(JsonElement element) => string.Join(" ", element.EnumerateObject().Select(property => property.Name));
}

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
    [InlineData("\"format\":1", "\"format\":3", "'format' is neither 1 nor 2", "formats 1 and 2")]
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
    public void ToJson_OfEveryKeyOfFormat2_IsAFixedPoint()
    {
        Assert.Equal(FullContract.Json, FullContract.Contract.ToJson());
        Assert.Equal(2, FullContract.Contract.Format);
    }

    [Fact]
    public void Parse_Format2_KeepsStepsConditionsAndRoles()
    {
        var contract = FullContract.Contract;
        Assert.Equal(["anneal", "shaping"], contract.Process.Select(step => step.Name));
        Assert.Equal("anneal_C", contract.Process[0].Column("temperature"));
        Assert.Null(contract.Process[0].Column("cooling"));
        Assert.Equal(new TestCondition("standard", null, "GB/T 2039"), contract.TestConditions[0]);
        Assert.Equal(("Fe", "wt%"), (contract.Inputs[0].Elements!.Balance!.Symbol, contract.Inputs[0].Elements!.Unit));
        Assert.Equal([true, false], contract.Inputs.Select(input => input.KnownBefore).Distinct());
        Assert.Equal([Direction.None, Direction.Falling], contract.Inputs.Skip(1).Take(2).Select(input => input.Direction));
        Assert.Equal([Censoring.Above], contract.Target.Bounds);
        Assert.Equal(new Fidelity(true, "EAM"), contract.Fidelity!.Values[0].Value);
        Assert.Equal(["heat"], contract.Groups.Select(group => group.Name));
    }

    [Theory]
    [InlineData("\"temperature\":\"anneal_C\"", "\"temperature\":\"anneal_h\"", "this input cannot be the temperature of 'anneal'", "°C")]
    [InlineData("\"what\":\"route\"", "\"what\":\"rote\"", "the what of 'shaping' names 'rote', which is no input", "Did you mean 'route'?")]
    [InlineData("{\"step\":\"shaping\",\"what\":\"route\"}", "{\"step\":\"shaping\"}", "the step names no column", "temperature")]
    [InlineData("\"condition\":\"standard\"", "\"condition\":\"standart\"", "'standart' is no condition that is known", "Did you mean 'standard'?")]
    [InlineData("\"value\":\"GB/T 2039\"", "\"value\":\"x\",\"column\":\"test_C\"", "there must be 'column' or 'value'", "Name the input")]
    [InlineData("\"column\":\"life_sd_h\"", "\"column\":\"test_C\"", "this column is named twice", "once")]
    [InlineData("\"duplicates\":[\"composition\"", "\"duplicates\":[\"compo\"", "'duplicates' names 'compo'", "Known: composition")]
    [InlineData("\"cracked\":[\"cracked\"]", "\"cracked\":[\"ok\"]", "a text is given two meanings", "once")]
    [InlineData("\"\\u9244\\u7269\":\"cast\"", "\"rolled\":\"milled\"", "the spelling 'rolled'", "cast, forged")]
    [InlineData("\"text\":\"test\",\"kind\":\"experiment\"", "\"text\":\"test\",\"kind\":\"experiment\",\"method\":\"x\"", "an experiment has no 'method'", "condition")]
    [InlineData("\"direction\":\"falling\"", "\"direction\":\"down\"", "'down'", "rising")]
    [InlineData("\"balance\":\"Fe\"", "\"balance\":\"Fx\"", "'Fx' is no element", "symbol")]
    [InlineData("\"typical\":10", "\"typical\":-1", "'typical' is not above 0", "standard deviation")]
    [InlineData("\"hardness_HV\"", "\"test_C\"", "this column is named twice", "once")]
    [InlineData("\"maximum\":2000,", "\"maximum\":0,", "the minimum is not below the maximum", "Correct the range")]
    [InlineData("\"unit\":\"HV\",", "\"unit\":\"HV\",\"censoring\":[],", "'censoring' is no key that is known", "Known here: name")]
    [InlineData("\"hardness_HV\"", "\"paper\"", "this name is kept for bookkeeping", "member, split")]
    [InlineData("\"format\":2", "\"format\":1", "'process' is no key that is known", "Known here: format, name")]
    public void Parse_BadFormat2_NamesProblemAndRemedy(string part, string change, string problem, string remedy)
    {
        string bad = FullContract.Json.Replace(part, change, StringComparison.Ordinal);
        Assert.NotEqual(FullContract.Json, bad);
        var refused = Tables.Refused(() => DataContract.Parse(bad, "c.json"));
        Assert.Contains(problem, refused.Problem, StringComparison.Ordinal);
        Assert.Contains(remedy, refused.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Schema_DescriptorSets_AreThoseOfTheProgram()
    {
        using var schema = JsonDocument.Parse(Checkout.ReadText("node-config", "contracts", "contract.schema.json"));
        var sets = schema.RootElement.GetProperty("$defs").GetProperty("descriptors").GetProperty("enum").EnumerateArray().Select(set => set.GetString());
        Assert.Equal(DescriptorSet.Known, sets);
    }
}

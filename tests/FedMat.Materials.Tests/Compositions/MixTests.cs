namespace FedMat.Materials.Tests;

public sealed class MixTests
{
    [Theory]
    [InlineData("cement 540; water 162; superplasticizer 2.5 kg/m3", "cement 540; water 162; superplasticizer 2.5 kg/m3")]
    [InlineData("162 water, 540 cement", "cement 540; water 162 kg/m3")]
    [InlineData("OPC: 332.5 kg/m3, GGBS = 142.5 kg/m³, Sand 594, Gravel 932, Water 228", "cement 332.5; blast_furnace_slag 142.5; water 228; coarse_aggregate 932; fine_aggregate 594 kg/m3")]
    [InlineData("水泥 300；粉煤灰 100；水 160；砂 700；石子 1100；减水剂 4", "cement 300; fly_ash 100; water 160; superplasticizer 4; coarse_aggregate 1100; fine_aggregate 700 kg/m3")]
    [InlineData("セメント：３００、水：１６０", "cement 300; water 160 kg/m3")]
    [InlineData("fly-ash 0; Portland Cement 100", "cement 100 kg/m3")]
    public void Parse_MixAsWritten_UsesTheSharedVocabulary(string text, string canonical)
    {
        Assert.Equal(canonical, Mix.Parse(text).ToString());
        Assert.Equal(Mix.Parse(text), Mix.Parse(canonical));
    }

    [Theory]
    [InlineData("cement 540; sugar 3", "'cement 540; sugar 3' has an unknown ingredient 'sugar' at character 13")]
    [InlineData("cement 540; water", "'cement 540; water' has 'water', which is no ingredient with an amount, at character 13")]
    [InlineData("cement 540;; water 3", "'cement 540;; water 3' has nothing between two separators at character 12")]
    [InlineData("cement 54000", "'cement 54000' has an amount '54000' that is no number up to 10000 at character 8")]
    [InlineData("cement 1.2.3", "'cement 1.2.3' has an amount '1.2.3' that is no number up to 10000 at character 8")]
    [InlineData("cement 1; OPC 2", "'cement 1; OPC 2' has cement a second time at character 11")]
    [InlineData("cement 0", "'cement 0' has no ingredient with an amount above zero")]
    [InlineData("cement 540 lb/yd3", "'cement 540 lb/yd3' has 'cement 540 lb/yd3', which is no ingredient with an amount, at character 1")]
    [InlineData(" ", "there is no mix")]
    public void Parse_NotAMix_NamesTheCharacter(string text, string problem)
    {
        Assert.False(Mix.TryRead(text, out _, out var refused));
        Assert.Equal(problem, refused.Problem);
        Assert.NotEmpty(refused.Remedy);
    }

    [Fact]
    public void TryRead_MisspeltIngredient_IsPutRight()
    {
        Mix.TryRead("cemant 5", out _, out var problem);
        Assert.EndsWith("Did you mean 'cement'?", problem!.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cement_kg_m3", "cement")]
    [InlineData("blast_furnace_slag_kg_m3", "blast_furnace_slag")]
    [InlineData("Fly Ash (kg/m3)", "fly_ash")]
    [InlineData("Coarse Aggregates", "coarse_aggregate")]
    [InlineData("高炉スラグ微粉末", "blast_furnace_slag")]
    [InlineData("ＯＰＣ（kg/m3）", "cement")]
    [InlineData("\uD83D", null)]
    [InlineData("age_days", null)]
    public void OfColumn_Header_IsTheIngredientItHolds(string column, string? name) => Assert.Equal(name, Ingredients.OfColumn(column)?.Name);

    [Fact]
    public void Ratios_OfAMix_AreByWeight()
    {
        var mix = Mix.Parse("cement 200; slag 100; fly ash 100; water 160; sand 700; gravel 1140");
        Assert.Equal((2400, 0.4), (mix.TotalKilograms, mix.WaterBinderRatio()));
        Assert.Equal(200.0 / 2400, mix.Fraction(Ingredients.Find("cement")!));
        Assert.Null(Mix.Parse("water 160; sand 700").WaterBinderRatio());
    }

    [Fact]
    public void Of_Columns_LeavesOutZerosAndNamesTheBadOne()
    {
        Ingredient cement = Ingredients.Find("cement")!, water = Ingredients.Find("water")!;
        Assert.Equal("cement 540 kg/m3", Mix.Of([(water, 0), (cement, 540)]).ToString());
        Assert.Equal("water", Tables.Refused(() => Mix.Of([(cement, 540), (water, -1)])).Column);
        Assert.Equal("cement", Tables.Refused(() => Mix.Of([(cement, 540), (cement, 1)])).Column);
        Assert.Contains("no ingredient", Tables.Refused(() => Mix.Of([])).Message, StringComparison.Ordinal);
    }
}

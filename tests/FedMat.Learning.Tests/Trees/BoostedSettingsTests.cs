using FedMat.Protocol;

namespace FedMat.Learning.Tests;

public sealed class BoostedSettingsTests
{
    [Theory]
    [InlineData("\"depth\":0", "depth")]
    [InlineData("\"bins\":257", "bins")]
    [InlineData("\"bins\":1", "bins")]
    [InlineData("\"level\":1", "level")]
    [InlineData("\"delta\":0", "delta")]
    [InlineData("\"trees\":0", "trees")]
    [InlineData("\"parallel\":65", "parallel")]
    [InlineData("\"learningRate\":0", "learningRate")]
    [InlineData("\"minimumLeaf\":0", "minimumLeaf")]
    [InlineData("\"lambda\":-1", "lambda")]
    [InlineData("\"gamma\":-1", "gamma")]
    [InlineData("\"columns\":0", "columns")]
    [InlineData("\"patience\":-1", "patience")]
    [InlineData("\"monotone\":{\"time_h\":2}", "monotone")]
    [InlineData("\"monotone\":{\"hours\":1}", "hours")]
    [InlineData("\"leaves\":3", "leaves")]
    public void For_SettingOutOfRange_IsRefusedByName(string setting, string named)
    {
        RefusedException error = Assert.Throws<RefusedException>(() => Learners.For(TreeExamples.Boosted(setting)));
        Assert.Equal(RefusalCode.LearnerUnknown, error.Refusal.Code);
        Assert.Contains($"'{named}'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"loss\":\"absolute\"")]
    [InlineData("\"loss\":\"huber\"")]
    [InlineData("\"loss\":\"quantile\"")]
    public void For_LossThatTellsRowsOfAGroup_IsRefusedWhereRowsAreInGroups(string loss)
    {
        Plan grouped = TreeExamples.Boosted(loss) with { MinimumRows = 6, MinimumCell = 3 };
        RefusedException error = Assert.Throws<RefusedException>(() => Learners.For(grouped));
        Assert.Equal(RefusalCode.LearnerUnknown, error.Refusal.Code);
        Assert.Contains("'loss'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'minimumCell'", error.Message, StringComparison.Ordinal);
        Assert.NotNull(Learners.For(grouped with { MinimumCell = 1 }));
    }

    [Theory]
    [InlineData("\"loss\":\"squared\"")]
    [InlineData("\"loss\":\"logistic\"")]
    public void For_LossWithLinearGradient_IsTakenWhereRowsAreInGroups(string loss) =>
        Assert.NotNull(Learners.For(TreeExamples.Boosted(loss) with { MinimumRows = 6, MinimumCell = 3 }));

    [Fact]
    public void Parse_ItsOwnJson_IsTheSame()
    {
        BoostedSettings settings = BoostedSettings.Parse(TreeExamples.Boosted("\"loss\":\"quantile\",\"monotone\":{\"time_h\":1}").Learner);
        Assert.Equal(settings.ToJson(), BoostedSettings.Parse(settings.ToJson()).ToJson());
    }
}

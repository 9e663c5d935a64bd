using FedMat.Protocol;

namespace FedMat.Learning.Tests;

public sealed class ForestSettingsTests
{
    [Theory]
    [InlineData("\"trees\":0", "trees")]
    [InlineData("\"features\":0", "features")]
    [InlineData("\"depth\":31", "depth")]
    [InlineData("\"minimumLeaf\":0", "minimumLeaf")]
    [InlineData("\"bins\":257", "bins")]
    [InlineData("\"rate\":1", "rate")]
    public void For_SettingOutOfRange_IsRefusedByName(string setting, string named)
    {
        RefusedException error = Assert.Throws<RefusedException>(() => Learners.For(TreeExamples.Forest(setting)));
        Assert.Equal(RefusalCode.LearnerUnknown, error.Refusal.Code);
        Assert.Contains($"'{named}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_ItsOwnJson_IsTheSame()
    {
        ForestSettings settings = ForestSettings.Parse(TreeExamples.Forest("\"trees\":7,\"depth\":3").Learner);
        Assert.Equal(settings, ForestSettings.Parse(settings.ToJson()));
    }
}

using FedMat.Cli.Demo;
using FedMat.Materials;
using FedMat.Wire.V1;

namespace FedMat.Cli.Tests;

/// <summary>When a demo kills a node, and when it says that it cannot.</summary>
public sealed class DemoLossTests
{
    private static readonly string[] Names = ["a", "b", "c", "d", "e"];

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void EnoughMembers_CanLoseOne(int members) => DemoLoss.Require("a", Names[..members]);

    [Fact]
    public void ThreeMembers_CannotLoseOne()
    {
        InputException error = Assert.Throws<InputException>(() => DemoLoss.Require("a", Names[..3]));
        Assert.Contains("of 3 members none can be lost: a sum needs 3 of them", error.Message);
        Assert.Contains("--members 4", error.Message);
    }

    [Fact]
    public void UnknownMember_IsNamedWithThoseThatThereAre() =>
        Assert.Contains("a, b, c, d, e", Assert.Throws<InputException>(() => DemoLoss.Require("f", Names)).Message);

    [Theory]
    [InlineData(10, "a")]
    [InlineData(14, "ab")]
    [InlineData(15, "abcde")]
    [InlineData(19, "abcde")]
    public void Contribution_InTheMiddleOfTraining_IsTheMoment(int round, string contributed) =>
        Assert.True(DemoLoss.IsTheMoment(Progress(round, contributed), "a"));

    [Theory]
    [InlineData(9, "a")]
    [InlineData(20, "a")]
    [InlineData(10, "bcd")]
    [InlineData(14, "abcde")]
    public void OtherMoment_IsPassedOver(int round, string contributed) => Assert.False(DemoLoss.IsTheMoment(Progress(round, contributed), "a"));

    [Fact]
    public void StudyThatEnded_IsLeftAlone() =>
        Assert.False(DemoLoss.IsTheMoment(new StudyProgress(Progress(12, "a")) { Status = "stopped" }, "a"));

    [Fact]
    public void TrainingOfTwoRounds_HasAMoment() =>
        Assert.True(DemoLoss.IsTheMoment(new StudyProgress(Progress(1, "abcde")) { Rounds = 2 }, "a"));

    private static StudyProgress Progress(int round, string contributed)
    {
        StudyProgress progress = new() { Status = "running", Round = round, Rounds = 20 };
        progress.Members.AddRange(Names.Select(name => new MemberProgress { Name = name, Online = true, Contributed = contributed.Contains(name) }));
        return progress;
    }
}

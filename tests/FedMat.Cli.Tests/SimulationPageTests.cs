using FedMat.Cli.Simulate;
using FedMat.Learning;
using FedMat.Materials;
using FedMat.Simulation;

namespace FedMat.Cli.Tests;

public sealed class SimulationPageTests
{
    private static readonly TargetColumn Target = new("band_gap_eV", "eV", 0, 20);

    [Fact]
    public void Of_AMembersName_IsNoMarkup()
    {
        string page = SimulationPage.Of(Result("<script>lab</script>"), Target);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;lab", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ARowOutsideItsInterval_IsMarkedAndSaysSo()
    {
        string page = SimulationPage.Of(Result("lab"), Target);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(page, "class=\"dot out\""));
        Assert.Contains("outside its 90 % interval", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_NoTestRows_StillShowsTheMembers()
    {
        SimulationResult result = Result("lab");
        string page = SimulationPage.Of(result with { Pictures = result.Pictures with { Truth = [], Predicted = [], HalfWidths = [], CoveredTest = [double.NaN, double.NaN] } }, Target);
        Assert.Contains("lab", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Predictions of test rows", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_SumsOfClasses_ShowsHowWellTheyAreToldApart()
    {
        SimulationResult result = Result("lab");
        HoldOutFigures sums = new(40, 0.2, 0.3, 0.01, 0.5, 0.9, 1.1, new ClassFigures(15, 25, 0.75, 0.875));
        string page = SimulationPage.Of(result with { Figures = result.Figures with { HoldOut = sums } }, Target);
        foreach (string shown in new[] { "15 and 25", "0.750", "0.875", "90.0 %" })
            Assert.Contains(shown, page, StringComparison.Ordinal);
    }

    private static SimulationResult Result(string member) => new(
        new SimulationFigures(
            "gaps.csv", "ridge", 0, 3, [new MemberFigures(member, 10, 2, 1, 0.5, 0.4, 0.3, "personal", null)], ErrorFigures.None,
            new ErrorFigures(0.4, 0.5, 0.9, 0.4), ErrorFigures.None, ErrorFigures.None, 0.45, 0.9, 1.2, 0.8, new Dictionary<string, double> { ["ridge"] = 1 }, 6, 1.5),
        new SimulationPictures([1, 2, 3], [1.1, 2.1, 5], [0.5, 0.5, 0.5], [0.5, 0.9], [0.52, 0.91], [0.5, 0.67], []));
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using FedMat.Learning.Neural;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Simulation.Tests;

/// <summary>Tables that have something wrong or odd about them: every learner comes to its end with figures, or says what is wrong.</summary>
public sealed class BadInputTests
{
    private const string Boosted = """{"name":"boosted","depth":2}""";
    private const string Forest = """{"name":"forest","trees":3,"depth":3}""";
    private const string Ridge = """{"name":"ridge","features":0}""";
    private const string Neural = """{"name":"neural","hidden":[4]}""";
    private const string Auto = $$"""{"name":"auto","models":2,"candidates":[{{Boosted}},{{Forest}},{{Ridge}},{{Neural}}]}""";

    private const string Contract = """
        {"format":2,"name":"hardness","inputs":[
         {"name":"time_h","kind":"number","unit":"h","minimum":0,"maximum":100,"optional":true},
         {"name":"pressure_bar","kind":"number","unit":"bar","minimum":0,"maximum":10},
         {"name":"route","kind":"category","categories":["cast","forged","sintered"],"optional":true}],
         "target":{"name":"hardness_GPa","unit":"GPa","minimum":-20,"maximum":20,"censoring":["above"]},"descriptors":"elemental/1"}
        """;

    public static TheoryData<string> Learners => [Boosted, Forest, Ridge, Neural, Auto];

    [Theory]
    [MemberData(nameof(Learners))]
    public void Run_ConstantColumn_IsSaid(string learner) =>
        Assert.Contains("'pressure_bar' is the same in all training rows: nothing is learned from it", Run(learner, Rows()).Notes);

    [Theory]
    [MemberData(nameof(Learners))]
    public void Run_MissingColumns_AreSaid(string learner)
    {
        IReadOnlyList<string> notes = Run(learner, Rows().Select((row, place) => $"{row.Split(',')[0]},,{place % 7},,{place % 5}")).Notes;
        Assert.Contains("'time_h' is missing in all training rows: nothing is learned from it", notes);
        Assert.Contains(notes, note => note.StartsWith("'route' is the same", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Learners))]
    public void Run_OnlyConstantColumns_PredictsAboutTheMean(string learner)
    {
        SimulationFigures figures = Run(learner, Rows().Select((row, place) => $"{row.Split(',')[0]},1,1,cast,{place % 5}"));
        Assert.InRange(figures.HoldOutMae!.Value, 1, 1.6);
    }

    [Theory]
    [MemberData(nameof(Learners))]
    public void Run_MembersOfOneRow_TakePartAndAreNamed(string learner)
    {
        SimulationFigures figures = Run(learner, [.. Rows(), "tiny,3,1,cast,4", "small,4,1,cast,5"], compare: true);
        Assert.Equal(5, figures.Members.Count);
        Assert.Contains("one training row alone is of 'small', 'tiny'", figures.Notes);
    }

    [Fact]
    public void Run_MemberWithFewerRowsThanItsGroupsNeed_IsRefusedByName()
    {
        RefusedException error = Assert.Throws<RefusedException>(() => Run(Ridge, [.. Rows(), "tiny,3,1,cast,4"], cell: 3));
        Assert.Equal(RefusalCode.TooFewRows, error.Refusal.Code);
        Assert.Contains("member 'tiny' has 1 training rows", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Learners))]
    public void Run_CategoryOfOneMember_IsSaid(string learner) =>
        Assert.Contains("of 'route' one member alone has 'sintered'", Run(learner, [.. Rows(), "a,3,1,sintered,4", "a,5,1,sintered,4"]).Notes);

    [Theory]
    [InlineData("NaN,1,cast,4", "time_h")]
    [InlineData("3,Infinity,cast,4", "pressure_bar")]
    [InlineData("3,1e999,cast,4", "pressure_bar")]
    [InlineData("3,1,cast,NaN", "hardness_GPa")]
    [InlineData("3,1,cast,-inf", "hardness_GPa")]
    [InlineData("3,1,cast,< 5", "hardness_GPa")]
    [InlineData("3,1,rolled,5", "route")]
    public void Data_CellThatIsNoValue_IsRefusedWithLineAndColumn(string cells, string column)
    {
        InputException error = Assert.Throws<InputException>(() => Run(Ridge, [$"a,{cells}", .. Rows()]));
        Assert.Equal((2, column), (error.Row, error.Column));
    }

    [Theory]
    [MemberData(nameof(Learners))]
    public void Run_EqualTargets_ArePredicted(string learner)
    {
        SimulationFigures figures = Run(learner, Rows().Select(row => $"{row[..row.LastIndexOf(',')]},4"));
        Assert.Contains("all training targets are equal: there is nothing to learn", figures.Notes);
        Assert.InRange(figures.HoldOutMae!.Value, 0, 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public void Run_LabelsOfOneClass_AreNearlyCertain(int label) =>
        Assert.InRange(Run("""{"name":"boosted","loss":"logistic"}""", Rows().Select(row => $"{row[..row.LastIndexOf(',')]},{label}")).HoldOutMae!.Value, 0, 0.05);

    [Theory]
    [MemberData(nameof(Learners))]
    public void Run_TargetsThatAreBounds_LearnFromThem(string learner)
    {
        SimulationFigures figures = Run(learner, Rows().Select((row, place) => place % 4 == 0 ? $"{row[..row.LastIndexOf(',')]},> 3 GPa" : row));
        Assert.Contains("24 of 96 training targets are bounds; errors and intervals are of the others", figures.Notes);
        Assert.True(figures.HoldOutMae > 0);
    }

    /// <summary>Whatever learns, at the members, too.</summary>
    [Fact]
    public void Run_BoundsAmongRowsInGroups_ComesToAllFigures()
    {
        SimulationFigures figures = Run(
            """{"name":"auto","candidates":[{"name":"neural","hidden":[4]},{"name":"boosted"},{"name":"forest","trees":3},{"name":"ridge","features":0}]}""",
            Rows().Select((row, place) => place % 4 == 0 ? $"{row[..row.LastIndexOf(',')]},> 3 GPa" : row), cell: 3, compare: true);
        Assert.True(figures.HoldOutMae > 0);
    }

    [Fact]
    public void Run_MemberWithTooFewMeasuredRows_IsNamed()
    {
        RefusedException refused = Assert.Throws<RefusedException>(() => Run(
            """{"name":"ridge","features":0}""",
            Rows().Select((row, place) => row[0] == 'b' && place > 6 ? $"{row[..row.LastIndexOf(',')]},> 3 GPa" : row), cell: 3));
        Assert.Contains("member 'b' has 2 training rows with a measured target", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Thirty-two rows of each of three members.</summary>
    private static IEnumerable<string> Rows() => Enumerable.Range(0, 96).Select(row => string.Create(
        CultureInfo.InvariantCulture, $"{"abc"[row % 3]},{row * 37 % 50},1,{(row % 2 == 0 ? "cast" : "forged")},{(row * 37 % 50 / 10.0) + (row % 2)}"));

    /// <summary>Every figure is a number or none: JSON has no others.</summary>
    private static SimulationFigures Run(string learner, IEnumerable<string> rows, int cell = 1, bool compare = false)
    {
        StringBuilder text = new("member,time_h,pressure_bar,route,hardness_GPa,split\n");
        foreach (string row in rows)
            text.Append(row).Append(",train\n");
        Table table = Table.Read(new StringReader(text.ToString()), "test");
        SimulationSettings settings = SimulationSettings.Usual with { Learner = JsonText.Parse(learner), Rounds = 3, MinimumCell = cell, HoldOutFraction = 0.5 };
        SimulationData data = SimulationData.Of(table, DataContract.Parse(Contract, "test"), "member");
        SimulationFigures figures = new Simulator(data, settings, new TorchTrainer(TrainingDevice.Cpu), new Silent())
            .Run("test", drop: 0, leaveOut: false, compare, CancellationToken.None).Figures;
        Assert.NotEmpty(JsonSerializer.Serialize(figures));
        return figures;
    }

    private sealed class Silent : IProgress<SimulationProgress>
    {
        public void Report(SimulationProgress value)
        {
        }
    }
}

using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Node.Tests;

public sealed class SumWordsTests : IDisposable
{
    private const string Contract =
        """
        { "format": 2, "name": "gaps", "inputs": [ { "name": "composition", "kind": "composition" } ],
          "target": { "name": "band_gap_eV", "unit": "eV", "minimum": 0, "maximum": 14 },
          "auxiliary": [ { "name": "hardness_HV", "unit": "HV", "minimum": 0, "maximum": 2000 } ], "descriptors": "fractions/1" }
        """;

    private readonly TestConsortium consortium = new();

    public void Dispose() => consortium.Dispose();

    [Theory]
    [InlineData("""{"name":"auto"}""")]
    [InlineData("""{"name":"neural","strategy":"scaffold","localOptimiser":"sgd"}""")]
    [InlineData("""{"name":"neural","evaluateEvery":1}""")]
    [InlineData("""{"name":"forest"}""")]
    [InlineData("""{"name":"ridge"}""")]
    [InlineData("""{"name":"boosted","loss":"logistic"}""")]
    [InlineData("""{"name":"boosted","patience":2}""")]
    public void Of_EveryBlockOfAStudy_HasWords(string learner)
    {
        RoundSpec[] specs = [.. PlannedSums.Specs(Plan(learner))];
        Assert.Contains(specs, spec => spec.Phase == "calibration");
        Assert.All(specs, spec => Assert.All(spec.Blocks, block => Assert.NotNull(SumWords.Of(spec, block))));
    }

    [Fact]
    public void Times_OfRoundsThatThePlanSets_GrowWithThem()
    {
        Assert.Equal(20, Times("""{"name":"neural"}""", "neural.weights", rounds: 20));
        Assert.Equal(1, Times("""{"name":"neural"}""", "calibration", rounds: 20));
    }

    [Fact]
    public void Times_OfALearnerThatHasNoRounds_StayAsTheyAre() =>
        Assert.Equal(Times("""{"name":"ridge"}""", "ridge.gram", rounds: 1), Times("""{"name":"ridge"}""", "ridge.gram", rounds: 20));

    [Fact]
    public void Of_AuxiliaryTargetsAndClasses_AreSaidWhereTheyAreSummed()
    {
        IReadOnlyList<SumOutlook> all = PlannedSums.Of(Plan("""{"name":"boosted","loss":"logistic"}"""));
        Assert.Contains("auxiliary target", all[0].What, StringComparison.Ordinal);
        Assert.Contains("class 0", all[^1].What, StringComparison.Ordinal);
        IReadOnlyList<SumOutlook> plain = PlannedSums.Of(consortium.Plan());
        Assert.DoesNotContain("auxiliary", plain[0].What, StringComparison.Ordinal);
        Assert.DoesNotContain("class", plain[^1].What, StringComparison.Ordinal);
    }

    private int Times(string learner, string phase, int rounds) =>
        PlannedSums.Of(Plan(learner) with { Rounds = rounds }).Single(sum => sum.Phase == phase).Times;

    private Plan Plan(string learner) => consortium.Plan() with
    {
        Contract = JsonText.Parse(DataContract.Parse(Contract, "contract").ToJson()), Learner = JsonText.Parse(learner),
    };
}

using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning.Tests;

public sealed class FineTuningTests
{
    private const string Settings = """{"name":"neural","hidden":[],"ranks":0,"rounds":2,"models":5}""";

    [Theory]
    [InlineData(1, 1)]
    [InlineData(40, 32)]
    [InlineData(400, 100)]
    public void Batches_AnyNumberOfRows_AreAHundredStepsOfOneSize(int rows, int size)
    {
        IReadOnlyList<TrainingBatch> batches = FineTuning.Batches(rows, 3);
        Assert.Equal(100, batches.Count);
        Assert.All(batches, batch => Assert.Equal(size, batch.Rows.Distinct().Count()));
        Assert.Equal(rows, batches.SelectMany(batch => batch.Rows).Distinct().Count());
        Assert.Equal(1, batches[0].Rate);
        Assert.InRange(batches[^1].Rate, 0, 0.01);
    }

    [Fact]
    public void Tune_EveryModel_SeesTheMembersRowsOfOtherFoldsAlone()
    {
        (Plan plan, ModelState state, Dataset member) = Study(Settings);
        NudgingTrainer trainer = new(0.25f);
        StudyModel tuned = (StudyModel)Learners.For(plan).Model(Learners.Tune(plan, state, member, trainer, CancellationToken.None)!);
        int[] folds = Folds.Of(member, plan.Seed, 5);
        Assert.Equal(
            Enumerable.Range(0, 5).Select(model => folds.Count(fold => fold != model)).Order(), trainer.Tasks.Select(task => task.Rows).Order());
        Assert.All(trainer.Tasks, task => Assert.Equal(LocalOptimiser.Adamw, task.Optimiser));
        Assert.Equal(
            ((StudyModel)Learners.For(plan).Model(state)).Tensors.Where(IsWeight).SelectMany(tensor => tensor.Values).Select(value => value + 0.25f),
            tuned.Tensors.Where(IsWeight).SelectMany(tensor => tensor.Values));
    }

    [Fact]
    public void Tune_StudyWithoutNetworks_HasNothingToTune()
    {
        (Plan plan, ModelState state, Dataset member) = Study("""{"name":"ridge","features":16,"lengthScales":[1],"models":5}""");
        Assert.Null(Learners.Tune(plan, state, member, new NudgingTrainer(), CancellationToken.None));
    }

    [Fact]
    public void Tune_FewerRowsThanTheStudyGroups_HasNothingToTuneWith()
    {
        (Plan plan, ModelState state, _) = Study(Settings);
        Assert.Null(Learners.Tune(plan with { MinimumCell = 3 }, state, Examples.Data(Examples.Rows(2, 1)), new NudgingTrainer(), CancellationToken.None));
    }

    private static bool IsWeight(NamedTensor tensor) => tensor.Name.Contains("layer", StringComparison.Ordinal);

    private static (Plan Plan, ModelState State, Dataset Member) Study(string learner)
    {
        Plan plan = Examples.Plan(learner);
        ILearner study = Learners.For(plan, new NudgingTrainer(0.01f));
        Dataset member = Examples.Data(Examples.Rows(60, 1));
        return (plan, Examples.Run(study, [member, Examples.Data(Examples.Rows(60, 2))]), member);
    }
}

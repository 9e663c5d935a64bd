using FedMat.Crypto;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning.Tests;

public sealed class FoldTests
{
    [Fact]
    public void Ask_FromStartToEnd_FollowsThePhases()
    {
        ILearner learner = Learners.For(Examples.Plan(), new NudgingTrainer());
        Dataset data = Examples.Data(Examples.Rows(20, 1));
        List<string> phases = [];
        ModelState state = learner.Start();
        for (; learner.Ask(state) is { } spec; state = Examples.Round(learner, state, data, data, data))
            phases.Add(spec.Phase);
        Assert.Equal(["moments", "weights", "weights", "metrics", "weights", "metrics"], phases);
        Assert.Equal("done", learner.Describe(state).Phase);
        Assert.Equal(3, learner.Describe(state).Round);
    }

    [Fact]
    public void Ask_DefaultSettings_MeasuresOnceAtTheEnd()
    {
        ILearner learner = Learners.For(Examples.Plan("""{"name":"neural","hidden":[2]}""", rounds: 7), new NudgingTrainer());
        Dataset data = Examples.Data(Examples.Rows(20, 1));
        List<string> phases = [];
        for (ModelState state = learner.Start(); learner.Ask(state) is { } spec; state = Examples.Round(learner, state, data))
        {
            phases.Add(spec.Phase);
            Assert.Equal(phases.Count > 2, learner.Describe(state).TrainLoss is not null);
        }

        Assert.Equal(["moments", .. Enumerable.Repeat("weights", 7), "metrics"], phases);
    }

    [Fact]
    public void Ask_Phases_AreExactWhereTheyCountRows()
    {
        ILearner learner = Learners.For(Examples.Plan(), new NudgingTrainer());
        Dataset data = Examples.Data(Examples.Rows(20, 1));
        ModelState state = learner.Start();
        Assert.True(learner.Ask(state)!.IsExact);
        state = Examples.Round(learner, state, data);
        Assert.False(learner.Ask(state)!.IsExact);
        Assert.Equal(Ring.Bits32, learner.Ask(state)!.Ring);
        state = Examples.Round(learner, Examples.Round(learner, state, data), data);
        Assert.True(learner.Ask(state)!.IsExact);
    }

    [Fact]
    public void Advance_Moments_ArePooledRowsToTheLastBit()
    {
        string[][] parts = [Examples.Rows(31, 1), Examples.Rows(25, 2), Examples.Rows(400, 3)];
        ILearner learner = Learners.For(Examples.Plan());
        ModelState start = learner.Start();
        ModelState federated = Examples.Round(learner, start, parts.Select(rows => Examples.Data(rows)));
        ModelState pooled = Examples.Round(learner, start, Examples.Data(parts.SelectMany(rows => rows).Reverse()));
        Assert.Equal(pooled.Hash, federated.Hash);
        Assert.NotEqual(start.Hash, federated.Hash);
    }

    [Fact]
    public void Advance_HoldOutErrors_ArePooledRowsToTheLastBit()
    {
        string[][] parts = [Examples.Rows(40, 1), Examples.Rows(50, 2), Examples.Rows(60, 3)];
        ILearner learner = Learners.For(Examples.Plan(rounds: 1), new NudgingTrainer());
        ModelState state = Examples.Round(learner, learner.Start(), Examples.Data(parts[0]));
        state = Examples.Round(learner, state, Examples.Data(parts[0]));
        ModelState federated = Examples.Round(learner, state, parts.Select(rows => Examples.Data(rows)));
        ModelState pooled = Examples.Round(learner, state, Examples.Data(parts.SelectMany(rows => rows)));
        Assert.Equal(pooled.Hash, federated.Hash);
        Assert.InRange(learner.Describe(federated).HoldOutMae!.Value, 0.01, 20);
    }

    [Fact]
    public void Advance_Weights_MoveByTheMeanWeightedByRows()
    {
        Plan plan = Examples.Plan("""{"name":"neural","hidden":[],"momentum":0,"averageRounds":1}""", rounds: 1);
        (Dataset small, Dataset large) = (Examples.Data(Examples.Rows(30, 1)), Examples.Data(Examples.Rows(900, 2)));
        ILearner one = Learners.For(plan, new NudgingTrainer(0.1f));
        ILearner other = Learners.For(plan, new NudgingTrainer(-0.2f));
        ModelState state = Examples.Round(one, one.Start(), small, large);
        LocalVector[] answers = [one.Contribute(state, small, default), other.Contribute(state, large, default)];
        double[] weights = [.. answers.Select(answer => (double)answer.ExactAt(0)[0])];
        double expected = ((0.1 * weights[0]) - (0.2 * weights[1])) / (weights[0] + weights[1]);
        RingVector sum = new(Ring.Bits32, one.Ask(state)!.Length);
        using var source = System.Security.Cryptography.RandomNumberGenerator.Create();
        foreach (LocalVector answer in answers)
            sum.Add(0, Aggregation.Quantiser.Encode(answer, source).Memory.Span);
        float before = one.Model(state).Tensors[0].Values[0];
        float after = one.Model(one.Advance(state, sum)).Tensors[0].Values[0];
        Assert.Equal(expected, after - before, 1e-6);
    }

    [Fact]
    public void Advance_WithMomentum_TakesAPartOfTheStepBefore()
    {
        Plan plan = Examples.Plan("""{"name":"neural","hidden":[],"momentum":0.5,"evaluateEvery":0,"averageRounds":1}""");
        ILearner learner = Learners.For(plan, new NudgingTrainer(0.1f));
        Dataset data = Examples.Data(Examples.Rows(20, 1));
        ModelState state = Examples.Round(learner, learner.Start(), data);
        float before = learner.Model(state).Tensors[0].Values[0];
        for (int round = 0; round < 3; round++)
            state = Examples.Round(learner, state, data);
        // Steps of 0.1, 0.15 and 0.175.
        Assert.Equal(0.425, learner.Model(state).Tensors[0].Values[0] - before, 1e-6);
    }

    [Fact]
    public void Contribute_MoreRowsThanTheMaximumWeight_CountsTheMaximum()
    {
        Plan plan = Examples.Plan() with { MaximumWeight = 10 };
        ILearner learner = Learners.For(plan, new NudgingTrainer());
        Dataset data = Examples.Data(Examples.Rows(50, 1));
        ModelState state = Examples.Round(learner, learner.Start(), data);
        LocalVector answer = learner.Contribute(state, data, default);
        Assert.Equal(10, answer.ExactAt(0)[0]);
        Assert.Equal(1, answer.Share);
    }

    [Fact]
    public void Contribute_TrainingRows_AreStandardisedAndWithoutTheHoldOut()
    {
        NudgingTrainer trainer = new();
        ILearner learner = Learners.For(Examples.Plan(), trainer);
        Dataset data = Examples.Data(Examples.Rows(500, 1));
        ModelState state = Examples.Round(learner, learner.Start(), data);
        learner.Contribute(state, data, default);
        TrainingTask task = Assert.Single(trainer.Tasks);
        Assert.Equal(HoldOut.Of(data, 7, 0.2).Training.Length, task.Rows);
        for (int column = 0; column < 2; column++)
        {
            float[] values = [.. Enumerable.Range(0, task.Rows).Select(row => task.X[(3 * row) + column])];
            Assert.Equal(0, values.Average(), 1e-5);
            Assert.Equal(1, values.Average(value => value * value), 1e-5);
        }

        Assert.All(Enumerable.Range(0, task.Rows), row => Assert.Equal(0, task.X[(3 * row) + 2]));
        Assert.Equal(1, task.Y.Average(value => value * value), 1e-5);
    }

    [Fact]
    public void Contribute_LaterRounds_HaveAnotherOrderAndASmallerRate()
    {
        NudgingTrainer trainer = new();
        ILearner learner = Learners.For(Examples.Plan("""{"name":"neural","learningRate":0.01,"finalLearningRate":0.001,"evaluateEvery":0}"""), trainer);
        Dataset data = Examples.Data(Examples.Rows(20, 1));
        for (ModelState state = learner.Start(); learner.Ask(state) is not null;)
            state = Examples.Round(learner, state, data);
        Assert.Equal([0.01, 0.0055, 0.001], trainer.Tasks.Select(task => Math.Round(task.LearningRate, 9)));
        Assert.Equal(3, trainer.Tasks.Select(task => task.Seed).Distinct().Count());
    }

    [Fact]
    public void Contribute_WithoutTrainer_Throws()
    {
        ILearner learner = Learners.For(Examples.Plan());
        Dataset data = Examples.Data(Examples.Rows(20, 1));
        ModelState state = Examples.Round(learner, learner.Start(), data);
        Assert.Throws<InvalidOperationException>(() => learner.Contribute(state, data, default));
    }

    [Fact]
    public void Advance_NonsenseSum_IsRefused()
    {
        ILearner learner = Learners.For(Examples.Plan());
        ModelState state = learner.Start();
        RingVector empty = Examples.Sum(learner.Ask(state)!, _ => 0);
        Assert.Equal(RefusalCode.SumBeyondRange, Assert.Throws<RefusedException>(() => learner.Advance(state, empty)).Refusal.Code);
        Assert.Throws<ArgumentException>(() => learner.Advance(state, new RingVector(Ring.Bits32, empty.Length)));
    }

    [Fact]
    public void Start_SamePlan_IsTheSameStateAndAnotherSeedIsNot()
    {
        Digest first = Learners.For(Examples.Plan()).Start().Hash;
        Assert.Equal(first, Learners.For(Examples.Plan()).Start().Hash);
        Assert.NotEqual(first, Learners.For(Examples.Plan() with { Seed = 8 }).Start().Hash);
    }
}

using FedMat.Crypto;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning.Tests;

public sealed class StudyFoldTests
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
        Assert.Equal(["survey", "neural.weights", "neural.weights", "neural.weights", "scores", "calibration"], phases);
        Assert.Equal("done", learner.Describe(state).Phase);
        Assert.Equal(3, learner.Describe(state).Round);
    }

    [Fact]
    public void Ask_Phases_AreExactWhereTheyCountRows()
    {
        ILearner learner = Learners.For(Examples.Plan(rounds: 1), new NudgingTrainer());
        Dataset data = Examples.Data(Examples.Rows(20, 1));
        List<bool> exact = [];
        for (ModelState state = learner.Start(); learner.Ask(state) is { } spec; state = Examples.Round(learner, state, data))
            exact.Add(spec.IsExact);
        Assert.Equal([true, false, true, true], exact);
    }

    [Fact]
    public void Advance_Survey_IsThatOfPooledRowsToTheLastBit()
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
    public void Advance_ScoresAndCalibration_AreThoseOfPooledRowsToTheLastBit()
    {
        string[][] parts = [Examples.Rows(40, 1), Examples.Rows(50, 2), Examples.Rows(60, 3)];
        ILearner learner = Learners.For(Examples.Plan(rounds: 1), new NudgingTrainer());
        ModelState federated = Examples.Round(learner, Examples.Round(learner, learner.Start(), Examples.Data(parts[0])), Examples.Data(parts[0]));
        ModelState pooled = federated;
        for (int sum = 0; sum < 2; sum++)
        {
            federated = Examples.Round(learner, federated, parts.Select(rows => Examples.Data(rows)));
            pooled = Examples.Round(learner, pooled, Examples.Data(parts.SelectMany(rows => rows)));
            Assert.Equal(pooled.Hash, federated.Hash);
        }

        Assert.InRange(learner.Describe(federated).HoldOutMae!.Value, 0.01, 20);
    }

    [Fact]
    public void Contribute_WithMinimumCell_SurveysTheGroupsAlone()
    {
        Dataset data = Examples.Data(Examples.Rows(100, 1));
        ILearner grouping = Learners.For(Examples.Plan() with { MinimumRows = 10, MinimumCell = 5 });
        ILearner plain = Learners.For(Examples.Plan());
        Digest expected = Examples.Round(plain, plain.Start(), RowGroups.Apply(data, 5)).Hash;
        Assert.Equal(expected, Examples.Round(grouping, grouping.Start(), data).Hash);
        Assert.NotEqual(expected, Examples.Round(plain, plain.Start(), data).Hash);
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
    public void Model_BeforeTheLastSum_Throws()
    {
        ILearner learner = Learners.For(Examples.Plan());
        Assert.Throws<InvalidOperationException>(() => learner.Model(learner.Start()));
    }

    [Fact]
    public void Start_OtherPlans_DifferOnceModelsHaveBegun()
    {
        Dataset data = Examples.Data(Examples.Rows(20, 1));
        ILearner one = Learners.For(Examples.Plan()), same = Learners.For(Examples.Plan()), other = Learners.For(Examples.Plan() with { Seed = 8 });
        Digest first = Examples.Round(one, one.Start(), data).Hash;
        Assert.Equal(first, Examples.Round(same, same.Start(), data).Hash);
        Assert.NotEqual(first, Examples.Round(other, other.Start(), data).Hash);
    }
}

namespace FedMat.Learning.Tests;

public sealed class StrategyTests
{
    private const string Plain = NeuralExamples.Plain + ",\"decay\":\"constant\"";
    private static readonly FitRows Few = NeuralExamples.Rows(30, 1), Many = NeuralExamples.Rows(900, 2);

    [Theory]
    [InlineData("fedavg", 0)]
    [InlineData("fedprox", 0.3)]
    public void Contribute_Strategy_SetsTheProximalTerm(string strategy, double proximal)
    {
        NudgingTrainer trainer = new();
        IFitter fitter = NeuralExamples.Fitter($"{Plain},\"mu\":0.3,\"strategy\":\"{strategy}\"", trainer);
        fitter.Contribute(fitter.Start(), Few, default);
        Assert.Equal(proximal, Assert.Single(trainer.Tasks).Proximal);
        Assert.Null(trainer.Tasks[0].Correction);
    }

    [Fact]
    public void Scaffold_TwoRounds_CorrectByTheMeanLessTheOwn()
    {
        (IFitter fitter, NudgingTrainer trainer) = Scaffold();
        FitState first = FitExamples.Round(fitter, fitter.Start(), Few, Many);
        FitExamples.Round(fitter, first, Few, Many);
        // Two steps at a rate of 0.5 moved by 0.1 and by -0.2: the variates are -0.1 and 0.2, and their mean is over the rows.
        (int few, int many) = (Few.Training.Length, Many.Training.Length);
        double mean = ((-0.1 * few) + (0.2 * many)) / (few + many);
        Assert.Equal(mean, ((NeuralState)first).Control[0], 1e-6);
        Assert.Equal([0, 0, mean + 0.1, mean - 0.2], trainer.Tasks.Select(task => Math.Round(task.Correction![0], 6)), (left, right) => Math.Abs(left - right) < 1e-5);
    }

    [Fact]
    public void Scaffold_RoundAskedForTwice_CountsOnce()
    {
        (IFitter fitter, NudgingTrainer trainer) = Scaffold();
        (FitRows few, FitRows many) = (NeuralExamples.Rows(30, 3), NeuralExamples.Rows(900, 4));
        FitState state = FitExamples.Round(fitter, fitter.Start(), few, many);
        float[] once = fitter.Contribute(state, few, default).WeightedAt(3).ToArray();
        Assert.Equal(once, fitter.Contribute(state, few, default).WeightedAt(3).ToArray());
        Assert.Equal(trainer.Tasks[^1].Correction, trainer.Tasks[^2].Correction);
    }

    [Fact]
    public void Scaffold_MemoryLost_BeginsAtZero()
    {
        (IFitter fitter, NudgingTrainer trainer) = Scaffold();
        (FitRows few, FitRows many) = (NeuralExamples.Rows(30, 3), NeuralExamples.Rows(900, 4));
        NeuralState state = (NeuralState)FitExamples.Round(fitter, fitter.Start(), few, many);
        few.Memory = null;
        fitter.Contribute(state, few, default);
        Assert.Equal(state.Control, trainer.Tasks[^1].Correction);
    }

    [Fact]
    public void Momentum_ThreeRounds_TakeAPartOfTheStepBefore()
    {
        IFitter fitter = NeuralExamples.Fitter(Plain.Replace("none", "momentum", StringComparison.Ordinal) + ",\"momentum\":0.5", new NudgingTrainer(0.1f));
        // Steps of 0.1, 0.15 and 0.175.
        Assert.Equal(0.425, Moved(fitter), 1e-6);
    }

    [Fact]
    public void Adam_TwoRounds_AreThoseByHand()
    {
        IFitter fitter = NeuralExamples.Fitter(
            Plain.Replace("none", "adam", StringComparison.Ordinal) + ",\"serverRate\":0.01,\"epsilon\":0.1,\"momentum\":0.5,\"secondMomentum\":0.9",
            new NudgingTrainer(task => task.Weights[3] > 0 ? 0.3f : 0.1f), rounds: 2);
        // Changes 0.1 and 0.3. m: 0.05, 0.175; v: 0.001, 0.0099; corrected: m 0.1, 0.7/3; v 0.01, 0.0099/0.19.
        double expected = (0.01 * 0.1 / (0.1 + 0.1)) + (0.01 * (0.7 / 3) / (Math.Sqrt(0.0099 / 0.19) + 0.1));
        Assert.Equal(expected, Moved(fitter), 1e-7);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(37)]
    public void AdamRule_ManyNumbersAtOnce_AreTheSameBitsAsOneByOne(int count)
    {
        AdamRule rule = new(0.9, 0.99, 1e-7, 0.011, 3.7);
        SeededStream stream = new("adam", count);
        double[] gradient = [.. Enumerable.Range(0, count).Select(_ => stream.NextUnit() - 0.5)];
        float[] first = [.. gradient.Select(_ => stream.NextUnit() - 0.5f)], second = [.. gradient.Select(_ => stream.NextUnit())];
        (float[] m, float[] v, double[] step) = (new float[count], new float[count], new double[count]);
        rule.Apply(gradient, first, second, m, v, step);
        (float[] one, float[] square, double[] single) = (new float[1], new float[1], new double[1]);
        for (int i = 0; i < count; i++)
        {
            rule.Apply(gradient.AsSpan(i, 1), first.AsSpan(i, 1), second.AsSpan(i, 1), one, square, single);
            Assert.Equal((one[0], square[0], single[0]), (m[i], v[i], step[i]));
        }
    }

    [Fact]
    public void Adam_WeightDecay_ShrinksMatricesAlone()
    {
        IFitter fitter = NeuralExamples.Fitter(
            "\"hidden\":[],\"ranks\":0,\"warmUp\":0,\"serverRate\":0.01,\"weightDecay\":0.5,\"decay\":\"constant\"", new NudgingTrainer(0), rounds: 1);
        NeuralState start = (NeuralState)fitter.Start() with { Weights = [1, 2, 3, 4] };
        NeuralState moved = (NeuralState)FitExamples.Round(fitter, start, Few);
        Assert.Equal([0.995f, 1.99f, 2.985f, 4], moved.Weights);
    }

    [Fact]
    public void AverageRounds_LastRounds_AreTheModel()
    {
        IFitter fitter = NeuralExamples.Fitter(Plain + ",\"averageRounds\":2", new NudgingTrainer(0.5f), rounds: 4);
        // After rounds 3 and 4 the weight has moved by 1.5 and 2.
        Assert.Equal(1.75, Moved(fitter), 1e-5);
    }

    [Fact]
    public void AverageDecay_Rounds_KeepThatPart()
    {
        IFitter fitter = NeuralExamples.Fitter(Plain + ",\"averageDecay\":0.6", new NudgingTrainer(1f), rounds: 3);
        // Means: 1; (1 + 2) / 2; 0.6 x 1.5 + 0.4 x 3.
        Assert.Equal(2.1, Moved(fitter), 1e-5);
    }

    private static (IFitter Fitter, NudgingTrainer Trainer) Scaffold()
    {
        NudgingTrainer trainer = new(task => task.Rows < 100 ? 0.1f : -0.2f);
        string settings = Plain + ",\"strategy\":\"scaffold\",\"learningRate\":0.5,\"localSteps\":2,\"batchPart\":0.5";
        return (NeuralExamples.Fitter(settings, trainer), trainer);
    }

    private static double Moved(IFitter fitter) =>
        NeuralExamples.First(fitter, FitExamples.Run(fitter, Few)) - NeuralExamples.First(fitter, fitter.Start());
}

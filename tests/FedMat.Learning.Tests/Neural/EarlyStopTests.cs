namespace FedMat.Learning.Tests;

public sealed class EarlyStopTests
{
    private const string Plain = NeuralExamples.Plain + ",\"decay\":\"constant\"";

    [Fact]
    public void Ask_Evaluations_RideAlongAndOneEndsTheRounds()
    {
        IFitter fitter = NeuralExamples.Fitter(Plain + ",\"evaluateEvery\":2", new NudgingTrainer(0.001f), rounds: 4);
        List<string> asked = [];
        for (FitState state = fitter.Start(); fitter.Ask(state) is { } spec; state = FitExamples.Round(fitter, state, NeuralExamples.Rows(40, 1)))
            asked.Add(string.Join(' ', spec.Blocks.Select(block => block.Name)));
        Assert.Equal(
            ["weight loss difference", "weight loss difference", "weight loss difference held error", "weight loss difference", "held error"], asked);
    }

    [Fact]
    public void Advance_ErrorThatOnlyGrows_StopsAndKeepsTheBest()
    {
        IFitter fitter = NeuralExamples.Fitter(Plain + ",\"evaluateEvery\":1,\"patience\":3", new NudgingTrainer(1f), rounds: 50);
        FitState end = FitExamples.Run(fitter, NeuralExamples.Rows(100, 1), NeuralExamples.Rows(100, 2));
        Assert.Equal(4, end.Round);
        Assert.Null(fitter.Ask(end));
        Assert.Equal(1, NeuralExamples.First(fitter, end) - NeuralExamples.First(fitter, fitter.Start()), 1e-5);
    }

    [Fact]
    public void Advance_Error_IsTheMeanOverAllMembersHeldRows()
    {
        IFitter fitter = NeuralExamples.Fitter(Plain + ",\"evaluateEvery\":1", new NudgingTrainer(0f), rounds: 1);
        FitRows few = NeuralExamples.Rows(60, 1), many = NeuralExamples.Rows(500, 2);
        NeuralState end = (NeuralState)FitExamples.Run(fitter, few, many);
        IFitted model = fitter.Model(fitter.Start());
        double[] errors = [.. new[] { few, many }.SelectMany(rows => rows.Held.Select(row => Error(model, rows, row)))];
        double scale = model.Tensors.Single(tensor => tensor.Name == "target.scale").Values[0];
        Assert.Equal(errors.Sum() / errors.Length / scale, end.Best!.Error, 1e-5);
    }

    [Fact]
    public void Advance_NobodyHoldsRowsBack_TakesTheLatest()
    {
        IFitter fitter = NeuralExamples.Fitter(Plain + ",\"evaluateEvery\":1,\"patience\":1", new NudgingTrainer(1f), rounds: 3);
        FitRows rows = NeuralExamples.Rows(40, 1) with { Held = [] };
        FitState end = FitExamples.Run(fitter, rows);
        Assert.Equal(3, NeuralExamples.First(fitter, end) - NeuralExamples.First(fitter, fitter.Start()), 1e-5);
    }

    [Fact]
    public void Judge_ErrorThatIsNotBetter_CountsUntilPatienceEnds()
    {
        EarlyStop stop = new(new NeuralSettings { EvaluateEvery = 1, Patience = 2 }, rounds: 10);
        NeuralState state = (NeuralState)NeuralExamples.Fitter(Plain).Start() with { Rounds = 1 };
        state = stop.Judge(state, 0.5);
        state = stop.Judge(state, 0.5);
        Assert.Equal((1, false), (state.Best!.Worse, state.Finished));
        state = stop.Judge(state, 0.4);
        Assert.Equal((0, 0.4), (state.Best!.Worse, state.Best.Error));
        Assert.True(stop.Judge(stop.Judge(state, 0.6), 0.6).Finished);
    }

    private static double Error(IFitted model, FitRows rows, int row)
    {
        double[] predicted = new double[1];
        model.Predict(rows.Original.X.AsSpan(3 * row, 3), predicted, new double[1]);
        return Math.Abs(predicted[0] - rows.Original.Y[row]);
    }
}

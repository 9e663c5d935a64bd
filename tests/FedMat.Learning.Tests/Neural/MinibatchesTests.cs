namespace FedMat.Learning.Tests;

public sealed class MinibatchesTests
{
    [Theory]
    [InlineData(80)]
    [InlineData(83)]
    [InlineData(3)]
    public void Of_OnePass_SeesEachRowOnce(int rows)
    {
        Minibatches minibatches = new(new NeuralSettings { LeastBatch = 1 }, 1, 1000);
        NeuralMemory memory = new();
        int[][] steps = [.. Enumerable.Range(0, 8).SelectMany(round => minibatches.Of(round, rows, memory)).Select(batch => batch.Rows)];
        Assert.Equal(Enumerable.Range(0, rows), steps.SelectMany(step => step).Order());
        Assert.All(steps, step => Assert.InRange(step.Length, rows / 8, (rows / 8) + 1));
    }

    [Fact]
    public void Of_Scales_MakeTheMeanOfAPassTheMeanOfTheRows()
    {
        Minibatches minibatches = new(new NeuralSettings { LeastBatch = 1 }, 1, 1000);
        NeuralMemory memory = new();
        double weight = Enumerable.Range(8, 8).SelectMany(round => minibatches.Of(round, 19, memory)).Sum(batch => batch.Rows.Length * batch.Scale);
        Assert.Equal(8, weight, 1e-12);
    }

    [Fact]
    public void Of_LaterPass_HasAnotherOrderAndForgottenMemoryTheSame()
    {
        Minibatches minibatches = new(new NeuralSettings { LeastBatch = 1 }, 1, 1000);
        NeuralMemory memory = new();
        int[] first = minibatches.Of(0, 400, memory)[0].Rows;
        int[] later = minibatches.Of(8, 400, memory)[0].Rows;
        Assert.NotEqual(first, later);
        Assert.Equal(later, minibatches.Of(8, 400, new NeuralMemory())[0].Rows);
    }

    [Theory]
    [InlineData(1000, 8)]
    [InlineData(128, 2)]
    [InlineData(50, 1)]
    public void Parts_FewRowsInAll_LeaveEnoughInAStep(long allRows, int parts) =>
        Assert.Equal(parts, new Minibatches(new NeuralSettings(), 1, allRows).Parts);

    [Fact]
    public void Of_Epochs_AreWholePassesInBatches()
    {
        Minibatches minibatches = new(new NeuralSettings { LocalSteps = 0, Epochs = 2, Batch = 4 }, 1, 1000);
        IReadOnlyList<TrainingBatch> batches = minibatches.Of(3, 10, new NeuralMemory());
        Assert.Equal([4, 4, 2, 4, 4, 2], batches.Select(batch => batch.Rows.Length));
        Assert.Equal(0.5, batches[2].Scale);
        Assert.Equal(Enumerable.Range(0, 10), batches.Skip(3).SelectMany(batch => batch.Rows).Order());
    }
}

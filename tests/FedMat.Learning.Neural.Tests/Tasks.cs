namespace FedMat.Learning.Neural.Tests;

/// <summary>Small tasks with a rule to be learned.</summary>
internal static class Tasks
{
    public static TrainingTask Curve(int rows = 200, LossKind loss = LossKind.Squared, Activation activation = Activation.Relu)
    {
        MlpShape shape = new(3, [16, 8], activation);
        SeededStream stream = new("test", 1);
        float[] x = [.. Enumerable.Range(0, 3 * rows).Select(_ => (2 * stream.NextUnit()) - 1)];
        float[] y = [.. Enumerable.Range(0, rows).Select(row => (x[3 * row] * x[(3 * row) + 1]) + x[(3 * row) + 2])];
        return new TrainingTask(shape, shape.Initial(5), x, y, loss, Epochs: 3, Batch: 32, LearningRate: 0.01, WeightDecay: 0, Seed: 9);
    }

    public static double Error(TrainingTask task, float[] weights)
    {
        double[] predicted = new double[task.Rows];
        MlpModel model = new(task.Shape, weights, Standardisation.None(task.Shape.Inputs), 100);
        model.Predict(task.X, predicted, new double[task.Rows]);
        return Metrics.MeanAbsoluteError(predicted, Array.ConvertAll(task.Y, value => (double)value));
    }
}

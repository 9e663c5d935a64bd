namespace FedMat.Learning.Neural.Tests;

/// <summary>Small tasks with a rule to be learned.</summary>
internal static class Tasks
{
    /// <param name="rows">How many.</param>
    /// <param name="epochs">Passes over them, in batches of 32.</param>
    /// <param name="loss">What is made small.</param>
    /// <param name="activation">Of the hidden layers.</param>
    public static TrainingTask Curve(int rows = 200, int epochs = 3, LossKind loss = LossKind.Squared, Activation activation = Activation.Relu)
    {
        MlpShape shape = new(3, [16, 8], activation);
        SeededStream stream = new("test", 1);
        float[] x = [.. Enumerable.Range(0, 3 * rows).Select(_ => (2 * stream.NextUnit()) - 1)];
        return new TrainingTask
        {
            Shape = shape,
            Weights = shape.Initial(5),
            X = x,
            Y = [.. Enumerable.Range(0, rows).Select(row => (x[3 * row] * x[(3 * row) + 1]) + x[(3 * row) + 2])],
            Batches = [.. Enumerable.Range(0, epochs).SelectMany(_ => Enumerable.Range(0, rows).Chunk(32)).Select(Mean)],
            Loss = loss,
            Optimiser = LocalOptimiser.Adamw,
            LearningRate = 0.01,
            Seed = 9,
        };
    }

    /// <summary>A linear model of two inputs with weights 1, 2 and offset 3, and one row 1, -1: it predicts 2 where the target is 10.</summary>
    /// <param name="optimiser">Of the one step.</param>
    /// <param name="steps">How often the row is seen.</param>
    public static TrainingTask Line(LocalOptimiser optimiser = LocalOptimiser.Sgd, int steps = 1) => new()
    {
        Shape = new MlpShape(2, [], Activation.Relu),
        Weights = [1, 2, 3],
        X = [1, -1],
        Y = [10],
        Batches = [.. Enumerable.Range(0, steps).Select(_ => Mean([0]))],
        Loss = LossKind.Squared,
        Optimiser = optimiser,
        LearningRate = 0.1,
    };

    /// <summary>A step over the mean of some rows.</summary>
    public static TrainingBatch Mean(int[] rows) => new(rows, 1.0 / rows.Length);

    /// <summary>Mean absolute error of a managed model with these weights.</summary>
    public static double Error(TrainingTask task, float[] weights)
    {
        double[] predicted = new double[task.Rows];
        NetworkModel model = new(task.Shape, weights, new InputEncoding(Standardisation.None(task.Shape.Inputs), null, 100));
        model.Predict(task.X, predicted, new double[task.Rows]);
        return Metrics.MeanAbsoluteError(predicted, Array.ConvertAll(task.Y, value => (double)value));
    }
}

using FedMat.Learning;
using FedMat.Materials;

namespace FedMat.Simulation;

/// <summary>Errors on the test rows of a simulation: on all of them, and on those of a member's own chemistry.</summary>
internal sealed class TestErrors(SimulationData data)
{
    private readonly Dataset? test = data.Test;

    public double[] Truth => test?.Y ?? [];

    public int RowsOf(string member) => data.TestMembers.Count(name => name == member);

    public double[] Predict(IModel model)
    {
        double[] predictions = new double[Truth.Length];
        if (test is not null)
            model.Predict(test.X, predictions);
        return predictions;
    }

    public ErrorFigures Of(double[] predictions)
    {
        if (test is null)
            return ErrorFigures.None;
        double?[] own = [.. data.Members.Select(member => OwnMae(member.Name, predictions))];
        double rmse = Metrics.RootMeanSquareError(predictions, Truth);
        double mean = Truth.Average();
        double variance = Truth.Average(value => (value - mean) * (value - mean));
        return new ErrorFigures(
            Mae(predictions), rmse, variance > 0 ? 1 - (rmse * rmse / variance) : null, own.OfType<double>().Any() ? own.OfType<double>().Average() : null);
    }

    public double? Mae(double[]? predictions) => test is null || predictions is null ? null : Metrics.MeanAbsoluteError(predictions, Truth);

    public double? OwnMae(string member, double[]? predictions)
    {
        int[] rows = [.. Enumerable.Range(0, Truth.Length).Where(row => data.TestMembers[row] == member)];
        return rows.Length == 0 || predictions is null ? null : rows.Average(row => Math.Abs(predictions[row] - Truth[row]));
    }

    /// <summary>Half the widths of the intervals of a level; empty where the model cannot promise them.</summary>
    public double[] HalfWidths(StudyModel model, double level)
    {
        if (test is null || model.HalfWidth(1, level) is null)
            return [];
        double[] scales = new double[Truth.Length];
        model.Predict(test.X, new double[Truth.Length], scales);
        return Array.ConvertAll(scales, scale => model.HalfWidth(scale, level)!.Value);
    }

    /// <summary>The part of the test rows that intervals of a level cover.</summary>
    public double? Covered(StudyModel model, double level)
    {
        double[] halves = HalfWidths(model, level);
        if (halves.Length == 0)
            return null;
        double[] predictions = Predict(model);
        return Enumerable.Range(0, halves.Length).Average(row => Math.Abs(predictions[row] - Truth[row]) <= halves[row] ? 1.0 : 0.0);
    }
}

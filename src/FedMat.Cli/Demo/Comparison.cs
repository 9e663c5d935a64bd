using FedMat.Learning;
using FedMat.Learning.Neural;
using FedMat.Materials;
using FedMat.Protocol;
using FedMat.Simulation;

namespace FedMat.Cli.Demo;

/// <summary>
/// What members gain: the same learner with the same plan on each member's rows alone and on all rows in one place, in this
/// process, measured on the common test set.
/// </summary>
internal sealed class Comparison(Plan plan, DemoData data)
{
    // As the demo's nodes train.
    private readonly ILocalTrainer trainer = new TorchTrainer(TrainingDevice.Cpu, threads: 1);

    public double LocalMae(DemoMember member, CancellationToken cancellation) => Mae([member.Train], cancellation);

    public double PooledMae(CancellationToken cancellation) => Mae([data.Train], cancellation);

    /// <summary>The mean absolute error of predictions for the test rows, in the target's unit.</summary>
    public double Mae(double[] predictions) => Metrics.MeanAbsoluteError(predictions, data.Test.Y);

    private double Mae(IReadOnlyList<Dataset> members, CancellationToken cancellation)
    {
        IModel model = Federation.Run(plan, members, trainer, cancellation: cancellation).Model;
        double[] predictions = new double[data.Test.Rows];
        model.Predict(data.Test.X, predictions);
        return Mae(predictions);
    }
}

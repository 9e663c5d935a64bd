using FedMat.Protocol;
using static TorchSharp.torch;

namespace FedMat.Learning.Neural;

/// <summary>
/// Trains with TorchSharp. Nothing of libtorch is loaded before the first <see cref="Train"/>. With one thread on the CPU a task
/// gives the same weights every time on one machine.
/// </summary>
/// <param name="device">Where to train.</param>
/// <param name="threads">Threads of libtorch, for the whole process. For small networks one is fastest.</param>
public sealed class TorchTrainer(TrainingDevice device = TrainingDevice.Auto, int threads = 1) : ILocalTrainer
{
    private readonly int threads = threads > 0 ? threads : throw new ArgumentOutOfRangeException(nameof(threads), "at least one thread");

    /// <exception cref="RefusedException">FM503: the device is <c>cuda</c> and there is none.</exception>
    /// <exception cref="OperationCanceledException">Cancelled between two batches.</exception>
    public TrainedWeights Train(TrainingTask task, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(task);
        if (task.Weights.Length != task.Shape.Count || task.X.Length != task.Rows * task.Shape.Inputs || task.Rows == 0)
            throw new ArgumentException("weights, inputs and targets do not fit the network's shape", nameof(task));
        set_num_threads(threads);
        using TorchSession session = new(task, Choose());
        for (int epoch = 0; epoch < task.Epochs; epoch++)
            session.Epoch(epoch, cancellation);
        return new TrainedWeights(session.Weights(), session.Loss);
    }

    private Device Choose()
    {
        bool wanted = device == TrainingDevice.Cuda || (device == TrainingDevice.Auto && cuda.is_available());
        if (wanted && !cuda.is_available())
            throw new RefusedException(
                RefusalCode.SettingInvalid, "'device' is cuda, but libtorch finds no CUDA device here; use auto or cpu");
        return wanted ? CUDA : CPU;
    }
}

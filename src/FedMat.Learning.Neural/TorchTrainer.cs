using System.Collections.Concurrent;
using FedMat.Protocol;
using static TorchSharp.torch;

namespace FedMat.Learning.Neural;

/// <summary>
/// Trains with TorchSharp. Nothing of libtorch is loaded before the first <see cref="Train"/>. With one thread on the CPU a task gives the same
/// change every time on one machine, whatever was trained before. A few networks are kept between tasks, so that a task of one step costs little more
/// than the step; rows are not. Tasks may be given by several threads at once; those with dropout wait for each other, since libtorch draws for all
/// threads alike.
/// </summary>
/// <param name="device">Where to train.</param>
/// <param name="threads">Threads of libtorch, for the whole process. For small networks one is fastest.</param>
public sealed class TorchTrainer(TrainingDevice device = TrainingDevice.Auto, int threads = 1) : ILocalTrainer
{
    private const int MostIdle = 16;
    private static readonly Lock Drawing = new();
    private readonly int threads = threads > 0 ? threads : throw new ArgumentOutOfRangeException(nameof(threads), "at least one thread");
    private readonly ConcurrentQueue<TorchNetwork> idle = new();
    private Device? chosen;

    /// <exception cref="RefusedException">FM503: the device is <c>cuda</c> and there is none.</exception>
    /// <exception cref="OperationCanceledException">Cancelled between two steps.</exception>
    public TrainedWeights Train(TrainingTask task, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(task);
        int auxiliary = task.Rows * (task.Shape.Outputs - 1);
        if ((task.Auxiliary?.Y.Length ?? 0) != auxiliary || (task.Auxiliary?.Weights.Length ?? 0) != auxiliary)
            throw new ArgumentException("auxiliary targets do not fit the network's outputs", nameof(task));
        if (task.Weights.Length != task.Shape.Count || task.X.Length != task.Rows * task.Shape.Inputs || task.Rows == 0 || task.Batches.Count == 0)
            throw new ArgumentException("weights, inputs, targets and steps do not fit the network's shape", nameof(task));
        // Of the calling thread, where libtorch was built with OpenMP.
        set_num_threads(threads);
        chosen ??= Choose();
        TorchNetwork network = Take(task, chosen);
        try
        {
            using TorchSession session = new(task, network);
            if (task.Dropout == 0)
                return session.Run(cancellation);
            lock (Drawing)
                return session.Run(cancellation);
        }
        finally
        {
            Return(network);
        }
    }

    /// <summary>A network that no task has.</summary>
    private TorchNetwork Take(TrainingTask task, Device where)
    {
        for (int tries = idle.Count; tries > 0 && idle.TryDequeue(out TorchNetwork? network); tries--)
        {
            if (network.Shape.Equals(task.Shape) && network.Dropout == task.Dropout)
                return network;
            Return(network);
        }

        // libtorch draws first weights from the same source, though they are not used.
        lock (Drawing)
            return new TorchNetwork(task.Shape, task.Dropout, where);
    }

    private void Return(TorchNetwork network)
    {
        idle.Enqueue(network);
        while (idle.Count > MostIdle && idle.TryDequeue(out TorchNetwork? oldest))
            oldest.Dispose();
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

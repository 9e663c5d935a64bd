using FedMat.Learning;

namespace FedMat.Simulation;

/// <summary>Lets one member train at a time: trainers are made for one thread.</summary>
internal sealed class SerialTrainer(ILocalTrainer trainer) : ILocalTrainer
{
    private readonly Lock turn = new();

    public TrainedWeights Train(TrainingTask task, CancellationToken cancellation)
    {
        lock (turn)
            return trainer.Train(task, cancellation);
    }
}

namespace FedMat.Learning.Tests;

/// <summary>Moves every weight by a fixed amount and keeps the tasks it was given.</summary>
internal sealed class NudgingTrainer(float step = 0.25f) : ILocalTrainer
{
    public List<TrainingTask> Tasks { get; } = [];

    public TrainedWeights Train(TrainingTask task, CancellationToken cancellation)
    {
        Tasks.Add(task);
        return new TrainedWeights(Array.ConvertAll(task.Weights, weight => weight + step), 0.5);
    }
}

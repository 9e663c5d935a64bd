namespace FedMat.Learning.Tests;

/// <summary>Moves every weight by a given amount and keeps the tasks it was given.</summary>
/// <param name="step">The amount, of a task.</param>
internal sealed class NudgingTrainer(Func<TrainingTask, float> step) : ILocalTrainer
{
    public NudgingTrainer(float step = 0.25f)
        : this(_ => step)
    {
    }

    public List<TrainingTask> Tasks { get; } = [];

    public TrainedWeights Train(TrainingTask task, CancellationToken cancellation)
    {
        lock (Tasks)
            Tasks.Add(task);
        float change = step(task);
        return new TrainedWeights(Array.ConvertAll(task.Weights, _ => change), 0.5);
    }
}

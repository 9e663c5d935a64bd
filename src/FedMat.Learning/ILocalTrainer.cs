namespace FedMat.Learning;

/// <summary>
/// Trains a network on a member's encoded rows. The door between this room, which is managed code, and the room that
/// knows tensors (FedMat.Learning.Neural).
/// </summary>
public interface ILocalTrainer
{
    /// <summary>Trains from the given weights. A task may be a single step, so an implementation keeps its networks from task to task.</summary>
    /// <param name="task">Architecture, settings, weights, rows and steps.</param>
    /// <param name="cancellation">Checked between steps.</param>
    TrainedWeights Train(TrainingTask task, CancellationToken cancellation);
}

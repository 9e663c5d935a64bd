namespace FedMat.Learning;

/// <summary>
/// Trains a network on a member's standardised rows. The door between this room, which is managed code, and the room that
/// knows tensors (FedMat.Learning.Neural).
/// </summary>
public interface ILocalTrainer
{
    /// <summary>Trains from the given weights.</summary>
    /// <param name="task">Architecture, settings, weights, rows and seed.</param>
    /// <param name="cancellation">Checked between batches.</param>
    /// <returns>The weights after training, in the order of the given ones, and the mean loss of the last epoch.</returns>
    TrainedWeights Train(TrainingTask task, CancellationToken cancellation);
}

namespace FedMat.Learning.Tests;

/// <summary>Descends the squared error of a network without hidden layers, by hand.</summary>
internal sealed class LinearTrainer : ILocalTrainer
{
    public TrainedWeights Train(TrainingTask task, CancellationToken cancellation)
    {
        int inputs = task.Shape.Inputs;
        double[] weights = Array.ConvertAll(task.Weights, weight => (double)weight);
        foreach (TrainingBatch batch in task.Batches)
        {
            double[] gradient = new double[weights.Length];
            foreach (int row in batch.Rows)
            {
                double error = weights[inputs] - task.Y[row];
                for (int j = 0; j < inputs; j++)
                    error += weights[j] * task.X[(row * inputs) + j];
                for (int j = 0; j <= inputs; j++)
                    gradient[j] += 2 * batch.Scale * error * (j < inputs ? task.X[(row * inputs) + j] : 1);
            }

            for (int j = 0; j <= inputs; j++)
                weights[j] -= task.LearningRate * gradient[j];
        }

        return new TrainedWeights([.. weights.Select((weight, j) => (float)(weight - task.Weights[j]))], 0);
    }
}

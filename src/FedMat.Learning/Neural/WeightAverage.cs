namespace FedMat.Learning;

/// <summary>
/// The mean of the weights over rounds: of the last ones (Polyak and Juditsky, SIAM J. Control and Optimization 30, 838, 1992), or moving, where the
/// first states count alike until the kept part is reached.
/// </summary>
internal sealed class WeightAverage(NeuralSettings settings, int rounds)
{
    public bool Keeps => settings.AverageRounds > 1 || settings.AverageDecay > 0;

    /// <summary>Takes the weights of a state after a round into the mean.</summary>
    public NeuralState Add(NeuralState state)
    {
        if (!Keeps || (settings.AverageRounds > 1 && state.Rounds + settings.AverageRounds <= rounds))
            return state;
        int averaged = state.Averaged + 1;
        double part = Math.Max(1 - settings.AverageDecay, 1.0 / averaged);
        if (settings.AverageRounds > 1)
            part = 1.0 / averaged;
        float[] average = new float[state.Weights.Length];
        for (int i = 0; i < average.Length; i++)
            average[i] = (float)(state.Average[i] + (part * ((double)state.Weights[i] - state.Average[i])));
        return state with { Averaged = averaged, Average = average };
    }
}

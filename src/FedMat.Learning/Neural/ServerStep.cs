namespace FedMat.Learning;

/// <summary>
/// Moves the common weights by the mean Δ of the members' changes. <c>none</c>: w += Δ. <c>momentum</c> (FedAvgM): v = βv + Δ, w += v. <c>adam</c>
/// (Reddi et al., Adaptive Federated Optimization, ICLR 2021, algorithm 2, with the bias correction of Kingma and Ba and the decoupled weight decay
/// of Loshchilov and Hutter): m = β1 m + (1 - β1) Δ, v = β2 v + (1 - β2) Δ², w += rate m̂ / (√v̂ + ε) - rate decay w, the latter for matrices alone.
/// + - * / and square roots in a fixed order.
/// </summary>
internal sealed class ServerStep(NeuralSettings settings, NetworkShape shape, int rounds)
{
    /// <summary>Length of <see cref="NeuralState.First"/>.</summary>
    public int FirstMoments => settings.Server == ServerOptimiser.None ? 0 : shape.Count;

    /// <summary>Length of <see cref="NeuralState.Second"/>.</summary>
    public int SecondMoments => settings.Server == ServerOptimiser.Adam ? shape.Count : 0;

    public NeuralState Apply(NeuralState state, double[] change) => settings.Server switch
    {
        ServerOptimiser.Adam => Adam(state, change),
        ServerOptimiser.Momentum => Momentum(state, change),
        _ => state with { Weights = WeightMoves.Moved(state.Weights, change) },
    };

    private static double Power(double value, int exponent)
    {
        double power = 1;
        for (int i = 0; i < exponent && power > 0; i++)
            power *= value;
        return power;
    }

    private NeuralState Momentum(NeuralState state, double[] change)
    {
        float[] velocity = new float[change.Length];
        double[] step = new double[change.Length];
        for (int i = 0; i < step.Length; i++)
            step[i] = velocity[i] = (float)((settings.Momentum * state.First[i]) + change[i]);
        return state with { Weights = WeightMoves.Moved(state.Weights, step), First = velocity };
    }

    private NeuralState Adam(NeuralState state, double[] change)
    {
        double rate = settings.ServerRate * RateSchedule.Of(settings, state.Rounds, rounds);
        (double[] step, float[] first, float[] second) = (new double[change.Length], new float[change.Length], new float[change.Length]);
        double firstScale = rate / (1 - Power(settings.Momentum, state.Rounds + 1));
        double secondScale = 1 / (1 - Power(settings.SecondMomentum, state.Rounds + 1));
        AdamRule rule = new(settings.Momentum, settings.SecondMomentum, settings.Epsilon, firstScale, secondScale);
        rule.Apply(change, state.First, state.Second, first, second, step);
        int start = 0;
        foreach (WeightArray array in shape.Arrays)
        {
            if (array.IsMatrix)
                WeightMoves.Decay(step.AsSpan(start, array.Length), state.Weights.AsSpan(start, array.Length), rate * settings.WeightDecay);
            start += array.Length;
        }

        return state with { Weights = WeightMoves.Moved(state.Weights, step), First = first, Second = second };
    }
}

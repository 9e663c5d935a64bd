namespace FedMat.Learning;

/// <summary>
/// Keeps the weights with the least error on held rows, and ends training when no evaluation has been better for a while (Prechelt, Early Stopping -
/// But When?, 1998). What chooses the weights also measures them, so their errors on held rows come out a little small.
/// </summary>
internal sealed class EarlyStop(NeuralSettings settings, int rounds)
{
    public bool Measures => settings.EvaluateEvery > 0;

    /// <summary>Whether the next sum has the error of a state's weights.</summary>
    public bool IsDue(NeuralState state) =>
        Measures && !state.Finished && state.Rounds > 0 && (state.Rounds == rounds || state.Rounds % settings.EvaluateEvery == 0);

    /// <summary>The state after its error is known; finished where training ends.</summary>
    /// <param name="state">What was evaluated.</param>
    /// <param name="error">Null where no member has held rows: then the latest weights are the best.</param>
    public NeuralState Judge(NeuralState state, double? error)
    {
        BestState best = state.Best is { } before && error >= before.Error
            ? before with { Worse = before.Worse + 1 }
            : new BestState(error ?? 0, 0, state.Candidate);
        bool patient = settings.Patience == 0 || best.Worse < settings.Patience;
        return state with { Best = best, Finished = !patient || state.Rounds == rounds };
    }
}

namespace FedMat.Learning;

/// <summary>A fitter whose models can go on learning from one member's rows alone.</summary>
internal interface ITunable
{
    /// <param name="state">Of a fitted model.</param>
    /// <param name="rows">The member's. Those that are kept from the model stay so.</param>
    /// <param name="cancellation">Ends the work soon after.</param>
    /// <returns>A state that is the member's own and must not leave it; the same one where it has no rows for the model.</returns>
    FitState Tune(FitState state, FitRows rows, CancellationToken cancellation);
}

using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>
/// Fits one model to the rows that it may see, as a fold over sums: <see cref="ILearner"/> for a part of a study. Everything but
/// <see cref="Contribute"/> is public arithmetic, the same to the last bit everywhere. A member may have no rows to fit to: then it contributes zeros.
/// </summary>
internal interface IFitter
{
    /// <summary>The state before the first sum.</summary>
    FitState Start();

    /// <summary>What to sum next, or null when the model is fitted. Sums over so many members as the plan names never wrap.</summary>
    RoundSpec? Ask(FitState state);

    LocalVector Contribute(FitState state, FitRows rows, CancellationToken cancellation);

    FitState Advance(FitState state, SumSlice sum);

    /// <summary>The model of a state that <see cref="Ask"/> has nothing to add to, or of any later training state.</summary>
    IFitted Model(FitState state);

    void Write(FitState state, StateWriter writer);

    /// <exception cref="FormatException">The bytes are none that <see cref="Write"/> makes.</exception>
    FitState Read(StateReader reader);
}

using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Coordinator.Sums;

/// <summary>How far a study has come.</summary>
/// <param name="State">The model state that its next sum starts from.</param>
/// <param name="Ask">What is summed next; null when the learner is done.</param>
/// <param name="Sums">Sums done.</param>
internal sealed record StudyPosition(Digest State, RoundSpec? Ask, int Sums)
{
    public int Round => Sums + 1;

    /// <summary>What is asked from which state; null when the learner is done.</summary>
    public (Digest State, RoundSpec Ask)? Question => Ask is null ? null : (State, Ask);
}

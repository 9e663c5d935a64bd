using FedMat.Learning;
using FedMat.Protocol;

namespace FedMat.Coordinator.Sums;

/// <summary>What follows from a sum.</summary>
/// <param name="State">The model state after it.</param>
/// <param name="Ask">What that state asks for; null when the learner is done.</param>
/// <param name="Progress">How far the learner has come.</param>
internal sealed record NextState(ModelState State, RoundSpec? Ask, LearnerProgress Progress);

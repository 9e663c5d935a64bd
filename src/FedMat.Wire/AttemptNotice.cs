using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Wire;

/// <summary>News of an open attempt.</summary>
/// <param name="Round">Study, round, attempt.</param>
/// <param name="State">The model state that it starts from.</param>
/// <param name="Ask">Hash of the round's specification; a member computes its own and compares.</param>
/// <param name="Length">Slots.</param>
/// <param name="Deadline">To the millisecond.</param>
public sealed record AttemptNotice(RoundId Round, Digest State, Digest Ask, int Length, DateTimeOffset Deadline);

using FedMat.Crypto;

namespace FedMat.Storage.Node;

/// <summary>An answer to a stage of an attempt, to be kept before it is sent.</summary>
/// <param name="Setup">Which attempt.</param>
/// <param name="Stage">The protocol's number of the stage.</param>
/// <param name="Part">Tells the answers of one stage apart.</param>
/// <param name="Request">Identity of what was asked: two requests of one identity get one answer.</param>
/// <param name="RequestBytes">What was asked; no secret.</param>
/// <param name="Answer">What is to be sent.</param>
/// <param name="IsSecret">Whether the answer is stored sealed, and erased with the attempt's key.</param>
public sealed record Promise(
    Digest Setup, int Stage, int Part, Digest Request, ReadOnlyMemory<byte> RequestBytes, ReadOnlyMemory<byte> Answer, bool IsSecret)
{
    /// <summary>The list of members that this answer agrees to, once for each family in which it is remembered.</summary>
    public IReadOnlyList<NewSignedList> Lists { get; init; } = [];

    /// <summary>The quantised vector that the answer masks: it is kept for as long as the attempt is open.</summary>
    public Digest? Contribution { get; init; }
}

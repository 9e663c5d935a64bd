using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>
/// What taking the dealers' shares came to: all of them are held, or some dealers are to blame, or the coordinator is. Exactly one is
/// given.
/// </summary>
public sealed class HoldResult
{
    private HoldResult(Held held) => Held = held;

    private HoldResult(Refusal refusal) => Refusal = refusal;

    internal HoldResult(IReadOnlyList<SignedMessage<Complaint>> complaints) => Complaints = complaints;

    public Held? Held { get; }

    /// <summary>
    /// One for each dealer whose envelope is bad and who has not opened its shares. The same call with the openings goes on.
    /// </summary>
    public IReadOnlyList<SignedMessage<Complaint>>? Complaints { get; }

    public Refusal? Refusal { get; }

    public static implicit operator HoldResult(Held held) => new(held);

    public static implicit operator HoldResult(Refusal refusal) => new(refusal);
}

using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>Stage 3 of the secure sum at a member: it has signed the list of survivors.</summary>
public sealed class Agreed
{
    private readonly Masked masked;
    private readonly SumScope scope;

    internal Agreed(Masked masked, SumScope scope, IReadOnlyList<SignedCohort> signed)
    {
        (this.masked, this.scope, Signed) = (masked, scope, signed);
        Message = scope.Seat.Sign(new Agreement(scope.Session, scope.Seat.Self, scope.Survivors.Hash));
    }

    public SignedMessage<Agreement> Message { get; }

    /// <summary>Rows of the ledger, stored in one transaction with the message before it is sent.</summary>
    public IReadOnlyList<SignedCohort> Signed { get; }

    /// <summary>Stage 4: opens one share of every dealer, once T survivors have signed this very list.</summary>
    public Outcome<Unmasked> Unmask(UnmaskRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (RollRules.SignedByCoordinator(scope.Terms, request.Survivors) is { } unsigned)
            return unsigned;
        if (request.Survivors.Content.Hash != scope.Survivors.Hash)
            return new Refusal(RefusalCode.RequestDiffers, "shares are asked for another list of survivors than this node has signed");
        return UnmaskRules.Refuse(scope.Terms, scope.Survivors, request.Agreements) is { } refusal
            ? refusal
            : new Unmasked(masked, scope);
    }
}

using FedMat.Aggregation;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Node;

namespace FedMat.Node;

/// <summary>
/// What this node has signed before, as far as it bears on the next list: read from the store for each list, since studies share it, and looked at once
/// more in the transaction that writes the list down.
/// </summary>
internal sealed class SumHistory(NodeStore store, SnapshotRecord snapshot)
{
    private readonly Dictionary<Digest, (SignedMessage<Consent> Consent, VerifyingKey Key)> consents = [];
    private readonly HashSet<MemberId> convicted = [];

    /// <summary>The lists that the next one is held against.</summary>
    public SumLedger Ledger { get; private set; } = new([]);

    public async Task LoadAsync(Digest state, RoundSpec ask, CancellationToken cancellation)
    {
        List<SignedList> lists =
            [.. await store.Ledger.ListsAsync(HistoryKey.Contribution(state, ask.Hash, snapshot.Number), cancellation).ConfigureAwait(false)];
        if (ask.IsExact)
            lists.AddRange(await store.Ledger.ListsAsync(HistoryKey.Family(ask.Part, state), cancellation).ConfigureAwait(false));
        Ledger = Of(lists);
    }

    public void Add(SignedMessage<Consent> consent, VerifyingKey key) => consents[consent.Hash] = (consent, key);

    /// <summary>A dealer against whom the caller has checked the evidence.</summary>
    public void Convict(MemberId dealer) => convicted.Add(dealer);

    /// <summary>Rows for the store, each with the same check once more.</summary>
    public IReadOnlyList<NewSignedList> ListsOf(IReadOnlyList<SignedCohort> signed, RoundSpec ask, Digest state) =>
    [
        .. signed.Select(row => new NewSignedList(
            row.Key,
            ask.IsExact ? SignedListKind.Exact : SignedListKind.Neural,
            row.Cohort.ToBytes(),
            lists => Of(lists).MaySign(ask, state, snapshot.Number, row.Cohort, row.Attempt))),
    ];

    private SumLedger Of(IEnumerable<SignedList> lists)
    {
        SumLedger ledger = new([.. lists.Select(ToCohort)]);
        foreach ((SignedMessage<Consent> consent, VerifyingKey key) in consents.Values)
            ledger = ledger.WithConsent(consent, key).OrThrow();
        return convicted.Aggregate(ledger, (known, dealer) => known.WithConvicted(dealer));
    }

    private static SignedCohort ToCohort(SignedList list) => new(list.Family, list.Round, Cohort.Parse(list.Members.Span), list.Status switch
    {
        SignedListStatus.Done => CohortStatus.Accepted,
        SignedListStatus.Closed => CohortStatus.Closed,
        _ => CohortStatus.Open,
    });
}

using System.Security.Cryptography;
using FedMat.Aggregation;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Node;

namespace FedMat.Node;

/// <summary>The attempts of a study that this node takes part in: the one under way, the one that is made ahead, and the one that ended last.</summary>
internal sealed class SumTurns(AcceptedStudy study, Site site, RosterKeeper rosters, NodeStore store) : IDisposable
{
    private readonly RandomNumberGenerator random = RandomNumberGenerator.Create();
    private readonly Dictionary<RoundId, SumTurn> turns = [];

    public IReadOnlyCollection<SumTurn> All => turns.Values;

    public SumTurn? Find(RoundId round) => turns.GetValueOrDefault(round);

    /// <summary>Enters an attempt; the secrets are still to be stored.</summary>
    public (SumTurn Turn, NewSetup Setup) Enter(RoundId round)
    {
        SetupSecrets secrets = SetupSecrets.Draw(random);
        SumTurn turn = new(rosters.TermsOf(round, study.Plan), rosters.Self.Id, site.Key, secrets, opened: []) { Roster = rosters.Current };
        turns.Add(round, turn);
        return (turn, new NewSetup(round, turn.Setup, secrets.ToBytes()));
    }

    /// <summary>
    /// Enters the next round's first attempt while this one is under way, if it was never entered: its advert travels with this attempt's
    /// vector. When this attempt comes to nothing, that one is spent.
    /// </summary>
    public async Task EnterAheadAsync(RoundId round, SumBatch batch, CancellationToken cancellation)
    {
        RoundId ahead = new(round.Study, round.Round + 1, 1);
        if (Find(ahead) is { } known)
        {
            batch.Add(known.Advert);
            return;
        }

        // One that was entered and is not here is spent: a later attempt comes after one that failed, and took the one ahead with it.
        if (batch.Open is not null || await store.Promises.FindAsync(ahead, cancellation).ConfigureAwait(false) is not null)
            return;
        (SumTurn turn, batch.Open) = Enter(ahead);
        batch.Add(turn.Advert);
    }

    /// <summary>Takes up what was open when the process ended.</summary>
    public async Task RestoreAsync(CancellationToken cancellation)
    {
        foreach (SetupRecord setup in await store.Promises.OpenSetupsAsync(study.Id, cancellation).ConfigureAwait(false))
            await RestoreAsync(setup, cancellation).ConfigureAwait(false);
    }

    /// <summary>Takes an attempt up again from what is stored. One that was entered under another roster and has masked no vector is left.</summary>
    public async Task<SumTurn?> RestoreAsync(SetupRecord setup, CancellationToken cancellation)
    {
        IReadOnlyList<StoredPromise> promises = await store.Promises.ListAsync(setup.Setup, cancellation).ConfigureAwait(false);
        Stage? answered = promises.Count > 0 ? (Stage)promises[^1].Stage : null;
        byte[]? stored = await store.Promises.SecretsAsync(setup.Setup, cancellation).ConfigureAwait(false);
        if (stored is null
            || await rosters.TermsOfAsync(setup.Round, study.Plan, setup.Setup, cancellation).ConfigureAwait(false) is not var (terms, roster)
            || !(answered >= Stage.Mask || ReferenceEquals(roster, rosters.Current)))
        {
            CryptographicOperations.ZeroMemory(stored);
            await store.Promises.CloseAsync(setup.Setup, SetupStatus.Closed, cancellation).ConfigureAwait(false);
            return null;
        }

        IEnumerable<int> opened = promises.Where(promise => promise is { Stage: (int)Stage.Share, Part: > 0 }).Select(promise => promise.Part - 1);
        SumTurn turn = new(terms, rosters.Self.Id, site.Key, SetupSecrets.Parse(stored), opened)
        {
            Roster = roster,
            Answered = answered,
            HasLeft = true,
        };
        CryptographicOperations.ZeroMemory(stored);
        turns.Add(setup.Round, turn);
        return turn;
    }

    /// <summary>The steps that were kept because they came too early, and can be answered by now.</summary>
    public IReadOnlyList<SumEvent.Told> TakeKept() => [.. turns.Values.SelectMany(turn => turn.TakeKept())];

    /// <summary>Leaves attempts for good: their secrets are erased, here and on the disk.</summary>
    private async Task LeaveAsync(Func<SumTurn, bool> which, CancellationToken cancellation)
    {
        foreach (SumTurn turn in turns.Values.Where(which).ToArray())
        {
            if (turn.Acceptance is null)
                await store.Promises.CloseAsync(turn.Setup, SetupStatus.Closed, cancellation).ConfigureAwait(false);
            Forget(turn.Round);
        }
    }

    /// <summary>Leaves attempts in which no vector of this node was masked: after that its shares may be needed, whatever is told next.</summary>
    public Task LeaveUnmaskedAsync(CancellationToken cancellation) => LeaveAsync(turn => !(turn.Answered >= Stage.Mask), cancellation);

    /// <summary>A setup that was made under another roster is of no use, unless a vector of this node is masked under it.</summary>
    public Task LeaveStaleAsync(CancellationToken cancellation) => LeaveAsync(IsStale, cancellation);

    /// <summary>Whether another roster has come before a vector of this node was masked: the keys of its setup may be nobody's.</summary>
    public bool IsStale(SumTurn turn) => !(turn.Answered >= Stage.Mask) && !ReferenceEquals(turn.Roster, rosters.Current);

    /// <summary>Whether this node has entered no later attempt at the same round.</summary>
    public bool IsNewest(SumTurn turn) => !turns.Values.Any(other => other.Round.Round == turn.Round.Round && other.Round.Attempt > turn.Round.Attempt);

    /// <summary>Enough others have accepted a sum whose check this node has missed.</summary>
    /// <param name="round">The attempt.</param>
    /// <param name="cancellation">Ends the leaving.</param>
    public async Task EndAsync(RoundId round, CancellationToken cancellation)
    {
        if (Find(round) is { } turn)
        {
            Digest? contribution = turn.Upload?.Promise?.Contribution;
            PromiseStep step = new() { End = new SetupEnd(turn.Setup, SetupStatus.Done), Erase = contribution };
            await store.Promises.KeepAsync(step, cancellation).ConfigureAwait(false);
            Forget(round);
        }

        await PassAsync(round, cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// A round is past: its attempts have come to nothing, and those of the rounds before. Where a list was agreed to, shares may still be asked for;
    /// and of the sum that was accepted, the last word.
    /// </summary>
    /// <param name="round">The attempt that ended well.</param>
    /// <param name="cancellation">Ends the leaving.</param>
    public async Task PassAsync(RoundId round, CancellationToken cancellation)
    {
        await LeaveAsync(turn => turn.Round != round && turn.Round.Round <= round.Round && !(turn.Answered >= Stage.Agree), cancellation)
            .ConfigureAwait(false);
        foreach (SumTurn past in turns.Values.Where(turn => turn.Round != round && turn.Acceptance is not null).ToArray())
            Forget(past.Round);
    }

    /// <summary>Forgets an attempt in memory; what is stored stays.</summary>
    public void Forget(RoundId round)
    {
        if (turns.Remove(round, out SumTurn? turn))
            turn.Dispose();
    }

    public void Dispose()
    {
        foreach (SumTurn turn in turns.Values)
            turn.Dispose();
        turns.Clear();
        random.Dispose();
    }
}

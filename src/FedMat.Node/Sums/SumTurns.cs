using System.Security.Cryptography;
using FedMat.Aggregation;
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

        // A later attempt comes after one that failed, and took the one ahead with it.
        if (batch.Open is not null || (round.Attempt > 1 && await store.Promises.FindAsync(ahead, cancellation).ConfigureAwait(false) is not null))
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

    /// <summary>Takes an attempt up again from what is stored. One that was entered under another roster is left.</summary>
    public async Task<SumTurn?> RestoreAsync(SetupRecord setup, CancellationToken cancellation)
    {
        SumTerms terms = rosters.TermsOf(setup.Round, study.Plan);
        byte[]? stored = await store.Promises.SecretsAsync(setup.Setup, cancellation).ConfigureAwait(false);
        if (stored is null || terms.Setup != setup.Setup)
        {
            CryptographicOperations.ZeroMemory(stored);
            await store.Promises.CloseAsync(setup.Setup, SetupStatus.Closed, cancellation).ConfigureAwait(false);
            return null;
        }

        IReadOnlyList<StoredPromise> promises = await store.Promises.ListAsync(setup.Setup, cancellation).ConfigureAwait(false);
        IEnumerable<int> opened = promises.Where(promise => promise is { Stage: (int)Stage.Share, Part: > 0 }).Select(promise => promise.Part - 1);
        SumTurn turn = new(terms, rosters.Self.Id, site.Key, SetupSecrets.Parse(stored), opened)
        {
            Roster = rosters.Current,
            HasLeft = true,
        };
        CryptographicOperations.ZeroMemory(stored);
        turns.Add(setup.Round, turn);
        return turn;
    }

    /// <summary>Leaves attempts for good: their secrets are erased, here and on the disk.</summary>
    public async Task LeaveAsync(Func<SumTurn, bool> which, CancellationToken cancellation)
    {
        foreach (SumTurn turn in turns.Values.Where(which).ToArray())
        {
            if (turn.Acceptance is null)
                await store.Promises.CloseAsync(turn.Setup, SetupStatus.Closed, cancellation).ConfigureAwait(false);
            Forget(turn.Round);
        }
    }

    /// <summary>A setup that was made under another roster is of no use, unless a vector of this node is masked under it.</summary>
    public Task LeaveStaleAsync(CancellationToken cancellation)
    {
        Roster current = rosters.Current;
        return turns.Values.All(turn => turn.Upload is not null || ReferenceEquals(turn.Roster, current))
            ? Task.CompletedTask
            : LeaveAsync(turn => turn.Upload is null && !ReferenceEquals(turn.Roster, current), cancellation);
    }

    /// <summary>Forgets the attempts before one that ended well; that one's last word may be asked for again.</summary>
    public void ForgetBefore(RoundId round)
    {
        foreach (RoundId past in turns.Keys.Where(other => (other.Round, other.Attempt).CompareTo((round.Round, round.Attempt)) < 0).ToArray())
            Forget(past);
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

using FedMat.Crypto;
using FedMat.Protocol;
using Grpc.Core;
using Polly;

namespace FedMat.Node;

/// <summary>
/// Takes a study from sum to sum: the local vector is made when the state before it is known, leaves when that state is verified, and the sum is
/// checked before the node goes on from it.
/// </summary>
internal sealed class RoundProgress : IDisposable
{
    private readonly AcceptedStudy study;
    private readonly SumParts parts;
    private readonly SumTurns turns;
    private readonly Lineage lineage;
    private readonly LocalVectors vectors;
    private readonly SumHistory history;
    private readonly CatchUp catchUp;

    // From which state the newest attempt starts, by the coordinator's word.
    private (int Round, Digest State)? wanted;

    // A sum that is not checked yet, and the state that follows from it.
    private (SumTurn Turn, RingVector Sum)? claimed;
    private (SumTurn Turn, Digest State)? next;

    public RoundProgress(AcceptedStudy study, SumParts parts, SumTurns turns, ResiliencePipeline retries, Action<SumEvent> offer)
    {
        this.study = study;
        this.parts = parts;
        this.turns = turns;
        lineage = new Lineage(study.Learner);
        vectors = new LocalVectors(study, parts, offer);
        history = new SumHistory(parts.Store, study.Snapshot);
        Fetches = new Fetches(study, parts, retries);
        catchUp = new CatchUp(study, parts, Fetches, retries, offer);
    }

    /// <summary>What is under way in the background; it ends without a failure.</summary>
    public Task Running => Task.WhenAll(vectors.Running, catchUp.Running);

    public SumHistory History => history;

    public Fetches Fetches { get; }

    /// <summary>After a restart: what this node accepted before needs no other proof.</summary>
    public void Remember(Acceptance last) => lineage.Remember(last.Round.Round + 1, last.State);

    /// <summary>Whether an attempt may start as the coordinator says.</summary>
    public async Task<Refusal?> RefuseAsync(RoundId round, Digest state, Digest ask, int length, CancellationToken past)
    {
        if (await WantAsync(round, state, past).ConfigureAwait(false) is { } refusal)
            return refusal;
        // What a later state asks for is seen once it is reached.
        if (round.Round > lineage.Round)
            return null;
        if (ask != lineage.Ask!.Hash)
            return Unexpected($"the coordinator asks {ask.Short}; the plan's learner asks {lineage.Ask.Hash.Short} ({lineage.Ask.Phase})");
        return length == lineage.Ask.Length
            ? null
            : Unexpected($"the coordinator speaks of {length} slots; the plan's learner of {lineage.Ask.Length}");
    }

    /// <summary>The coordinator asks for a vector.</summary>
    public async Task AskedAsync(SumTurn turn, SignedMessage<InputRequest> request, SumBatch batch, CancellationToken past)
    {
        if (turn.Take(request) is { } differs)
            throw new RefusedException(differs);
        if (turn is { Upload: not null, Ask: { } ask })
        {
            await PassGateAsync(turn, ask, past).ConfigureAwait(false);
            await SendAsync(turn, batch, past).ConfigureAwait(false);
            return;
        }

        if (await WantAsync(turn.Round, request.Content.State, past).ConfigureAwait(false) is { } refusal)
            throw new RefusedException(refusal);
        await MaskAsync(turn, batch, past).ConfigureAwait(false);
    }

    /// <summary>A vector is there.</summary>
    public async Task TakeAsync(SumEvent.VectorMade made, SumBatch batch, CancellationToken past)
    {
        if (vectors.Take(made))
            await MaskAsync(batch, past).ConfigureAwait(false);
    }

    /// <summary>Others have proven a state that this node missed.</summary>
    public async Task TakeAsync(SumEvent.StateFetched fetched, SumBatch batch, CancellationToken past)
    {
        if (fetched.Round <= lineage.Round)
            return;
        Jump(fetched.Round, fetched.State);
        await turns.EndAsync(fetched.Sum, past).ConfigureAwait(false);
        await MaskAsync(batch, past).ConfigureAwait(false);
    }

    public async Task AgreeAsync(SumTurn turn, SignedMessage<SurvivorList> survivors, SumBatch batch, CancellationToken past)
    {
        if (turn.Ask is { } ask)
            await history.LoadAsync(turn.State, ask, past).ConfigureAwait(false);
        batch.Add(turn.Agree(survivors, history).OrThrow());
    }

    public async Task CheckAsync(SumTurn turn, SignedMessage<SumResult> result, SumBatch batch, CancellationToken past)
    {
        if (turn.CheckedBefore(result) is { } before)
        {
            batch.Add(before);
            return;
        }

        if (turn.Ask is not { } ask)
            throw new RefusedException(SumTurn.OutOfOrder("a sum is claimed before this node has reached the state that it starts from"));
        RingVector sum = await Fetches.VectorAsync(result.Content.Sum, ask, past).ConfigureAwait(false);
        batch.Add(turn.Check(result, sum, SumParts.Threads, past).OrThrow());
        claimed = (turn, sum);
    }

    public async Task AcceptAsync(SumTurn turn, CheckList list, SumBatch batch, CancellationToken past)
    {
        await AdvanceAsync(past).ConfigureAwait(false);
        if (next?.Turn != turn)
            throw new RefusedException(SumTurn.OutOfOrder("tags are shown of a sum that this node does not know"));
        SumReply acceptance;
        try
        {
            acceptance = await AcceptAsync(turn, list, next.Value.State, past).ConfigureAwait(false);
        }
        catch (Exception error) when (error is RefusedException or RpcException)
        {
            // Without the check there is still the proof of those that could make it.
            next = null;
            throw;
        }

        batch.Add(acceptance);
        batch.Accepted = (turn, vectors.ContributionOf(turn.State, turn.Ask!));
        parts.Log.SumAccepted(turn.Round, list.Tags.Count + list.Silent.Count, next.Value.State.Short);
        next = null;
        lineage.Accept();
        await turns.PassAsync(turn.Round, past).ConfigureAwait(false);
        await MaskAsync(batch, past).ConfigureAwait(false);
    }

    /// <summary>What held a contribution back may hold it back no longer.</summary>
    public async Task ReconsiderAsync(SumBatch batch, CancellationToken past)
    {
        foreach (SumTurn turn in turns.All.Where(turn => turn.IsHeldBack && turns.IsNewest(turn)).ToArray())
        {
            await PassGateAsync(turn, turn.Ask!, past).ConfigureAwait(false);
            await SendAsync(turn, batch, past).ConfigureAwait(false);
        }

        await MaskAsync(batch, past).ConfigureAwait(false);
    }

    /// <summary>An upload was held back on its way. What held it back may have passed by the time that this is taken up.</summary>
    public async Task TakeAsync(SumEvent.HeldBack held, SumBatch batch, CancellationToken past)
    {
        if (turns.Find(held.Round) is not { } turn)
            return;
        turn.HoldBack();
        await ReconsiderAsync(batch, past).ConfigureAwait(false);
    }

    private async Task<SumReply> AcceptAsync(SumTurn turn, CheckList list, Digest state, CancellationToken past)
    {
        Dictionary<MemberId, RingVector> silent = [];
        foreach ((MemberId member, Digest payload) in turn.Silent(list))
            silent.Add(member, await Fetches.VectorAsync(payload, turn.Ask!, past).ConfigureAwait(false));
        return turn.Accept(list, silent, state, SumParts.Threads, past).OrThrow();
    }

    /// <summary>Goes on in the background, once everything that was waiting has been answered.</summary>
    public async Task GoOnAsync(CancellationToken past)
    {
        await AdvanceAsync(past).ConfigureAwait(false);
        if (wanted is not { } start || next is not null)
            return;
        if (start.Round > lineage.Round)
            catchUp.Begin(start.Round, start.State);
        else if (start == (lineage.Round, lineage.State.Hash) && !turns.All.Any(turn => turn.Upload is not null && turn.Round.Round == start.Round))
            await BeginAsync(lineage.Round, lineage.State, lineage.Ask, past).ConfigureAwait(false);
    }

    public void Stop()
    {
        vectors.Stop();
        catchUp.Stop();
    }

    public void Dispose()
    {
        vectors.Dispose();
        catchUp.Dispose();
    }

    private static Refusal Unexpected(string what) => new(RefusalCode.RoundUnexpected, what);

    /// <summary>An attempt starts from a state; this node's own word of before a restart is proof enough of it.</summary>
    private async Task<Refusal?> WantAsync(RoundId round, Digest state, CancellationToken past)
    {
        if (lineage.Refuse(round, state) is { } refusal)
            return refusal;
        if (lineage.IsRemembered(round.Round, state))
        {
            Jump(round.Round, await Fetches.StateAsync(state, past).ConfigureAwait(false));
            // The learner may be done there.
            if (lineage.Refuse(round, state) is { } done)
                return done;
        }

        wanted = (round.Round, state);
        return null;
    }

    private void Jump(int round, ModelState state)
    {
        lineage.Jump(round, state);
        (claimed, next) = (null, null);
    }

    private async Task MaskAsync(SumBatch batch, CancellationToken past)
    {
        foreach (SumTurn turn in turns.All.Where(turn => turn.IsAsked && turn.Round.Round == lineage.Round).ToArray())
            await MaskAsync(turn, batch, past).ConfigureAwait(false);
    }

    private async Task MaskAsync(SumTurn turn, SumBatch batch, CancellationToken past)
    {
        if (!turn.IsAsked || turn.Round.Round > lineage.Round)
            return;
        if (lineage.Refuse(turn.Round, turn.Inputs!.Content.State) is { } refusal)
            throw new RefusedException(refusal);
        if (turn.Ask is null)
            parts.Log.RoundStarted(turn.Round, lineage.Ask!.Phase, lineage.Ask.Length);
        turn.Reach(lineage.State.Hash, lineage.Ask!);
        await PassGateAsync(turn, lineage.Ask!, past).ConfigureAwait(false);
        if (await vectors.FindAsync(lineage.State.Hash, lineage.Ask!, past).ConfigureAwait(false) is not { } vector)
            return;
        if (turns.IsStale(turn))
            throw new RefusedException(SumTurn.OutOfOrder($"another roster has taken the place of roster {turn.Roster.Number}, which this attempt was made under"));
        turn.Mask(study.Snapshot.Number, vector, SumParts.Threads, past).OrThrow();
        await SendAsync(turn, batch, past).ConfigureAwait(false);
    }

    /// <summary>Lets a masked vector go, with the last word of the round before and the first one of the round after.</summary>
    private async Task SendAsync(SumTurn turn, SumBatch batch, CancellationToken past)
    {
        turn.LetGo();
        batch.Add(turn.Upload!);
        batch.Upload = turn;
        if (turns.All.FirstOrDefault(other => other.Round.Round == turn.Round.Round - 1 && other.Acceptance is not null)?.Acceptance is { } last)
            batch.Add(last);
        await turns.EnterAheadAsync(turn.Round, batch, past).ConfigureAwait(false);
    }

    /// <summary>Computes the state that follows from a sum that is claimed, and begins to train from it; the check goes on meanwhile.</summary>
    private async Task AdvanceAsync(CancellationToken past)
    {
        if (claimed is not { } sum)
            return;
        claimed = null;
        (ModelState state, RoundSpec? ask) = lineage.Advance(sum.Sum);
        next = (sum.Turn, state.Hash);
        await BeginAsync(lineage.Round + 1, state, ask, past).ConfigureAwait(false);
    }

    /// <summary>Nothing is made from the data that could not leave.</summary>
    private async Task BeginAsync(int round, ModelState state, RoundSpec? ask, CancellationToken past)
    {
        if (ask is null || await parts.RefuseAsync(new NextContribution(study.Plan, new RoundId(study.Plan.Id, round, 0), ask, parts.Rosters.Current), past).ConfigureAwait(false) is null)
            vectors.Begin(state, ask);
    }

    /// <exception cref="RefusedException">A check of this node holds the contribution back.</exception>
    private async Task PassGateAsync(SumTurn turn, RoundSpec ask, CancellationToken past)
    {
        if (await parts.RefuseAsync(new NextContribution(study.Plan, turn.Round, ask, turn.Roster), past).ConfigureAwait(false) is { } refusal)
            throw new RefusedException(refusal);
    }
}

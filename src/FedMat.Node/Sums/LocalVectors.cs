using System.Security.Cryptography;
using FedMat.Aggregation;
using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Node;

/// <summary>
/// Makes the vectors of a study in the background: the learner looks at the rows, the quantiser rounds, and the result is stored sealed before
/// anybody has it, so that a contribution is computed once. A state that is no longer wanted stops its training.
/// </summary>
/// <param name="study">The plan, its learner and the frozen rows.</param>
/// <param name="parts">Store, log, and room for one training in this process.</param>
/// <param name="offer">Told when a vector is there.</param>
internal sealed class LocalVectors(AcceptedStudy study, SumParts parts, Action<SumEvent> offer) : IDisposable
{
    private readonly RandomNumberGenerator random = RandomNumberGenerator.Create();
    private (Digest Contribution, CancellationTokenSource Past)? making;
    private SumEvent.VectorMade? made;

    /// <summary>The work in the background; it ends without a failure.</summary>
    public Task Running { get; private set; } = Task.CompletedTask;

    public Digest ContributionOf(Digest state, RoundSpec ask) => HistoryKey.Contribution(state, ask.Hash, study.Snapshot.Number);

    /// <summary>Sees to it that the vector for a state is made, or is being made.</summary>
    /// <param name="state">What was reached, or will be once a sum is checked.</param>
    /// <param name="ask">Null when the learner is done.</param>
    public void Begin(ModelState state, RoundSpec? ask)
    {
        if (ask is null)
        {
            Stop();
            return;
        }

        Digest contribution = ContributionOf(state.Hash, ask);
        if (making?.Contribution == contribution || made?.Contribution == contribution)
            return;
        Stop();
        CancellationTokenSource past = new();
        making = (contribution, past);
        Running = MakeAsync(state, ask.Ring, contribution, Running, past.Token);
    }

    /// <summary>A vector is there; false when it is no longer wanted.</summary>
    public bool Take(SumEvent.VectorMade vector)
    {
        if (making?.Contribution != vector.Contribution)
            return false;
        Stop();
        made = vector;
        return true;
    }

    /// <summary>Hands a vector over; null when it has to be made.</summary>
    public async Task<RingVector?> FindAsync(Digest state, RoundSpec ask, CancellationToken cancellation)
    {
        Digest contribution = ContributionOf(state, ask);
        if (made?.Contribution == contribution)
        {
            RingVector vector = made.Vector;
            made = null;
            return vector;
        }

        // After a restart, and for another attempt at the same round.
        if (await ReadAsync(contribution, cancellation).ConfigureAwait(false) is not { } stored)
            return null;
        Stop();
        return new RingVector(ask.Ring, stored);
    }

    /// <summary>Nothing more is wanted for now.</summary>
    public void Stop()
    {
        made = null;
        making?.Past.Cancel();
        making?.Past.Dispose();
        making = null;
    }

    public void Dispose() => random.Dispose();

    private async Task MakeAsync(ModelState state, Ring ring, Digest contribution, Task before, CancellationToken past)
    {
        try
        {
            await before.ConfigureAwait(false);
            RingVector vector = await ReadAsync(contribution, past).ConfigureAwait(false) is { } stored
                ? new RingVector(ring, stored)
                : await TrainAsync(state, ring, contribution, past).ConfigureAwait(false);
            offer(new SumEvent.VectorMade(contribution, vector));
        }
        catch (OperationCanceledException) when (past.IsCancellationRequested)
        {
            // Another state is wanted, or none.
        }
        catch (RefusedException error)
        {
            parts.Log.VectorRefused(study.Id.Short, error.Refusal.Number, error.Refusal.Detail);
        }
        catch (Exception error)
        {
            offer(new SumEvent.Failed(error));
        }
    }

    /// <summary>A vector that was promised and is damaged is never made anew: another rounding would tell of what was rounded.</summary>
    private async Task<byte[]?> ReadAsync(Digest contribution, CancellationToken cancellation)
    {
        try
        {
            return await parts.Store.Vectors.ReadAsync(contribution, cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or FileNotFoundException)
        {
            throw new RefusedException(
                RefusalCode.StoreUnusable, "the stored vector of this round is damaged; this node takes part again in the next one", error);
        }
    }

    private async Task<RingVector> TrainAsync(ModelState state, Ring ring, Digest contribution, CancellationToken past)
    {
        await parts.TrainingRoom.WaitAsync(past).ConfigureAwait(false);
        try
        {
            // Another study may have made the same contribution while this one waited.
            if (await ReadAsync(contribution, past).ConfigureAwait(false) is { } stored)
                return new RingVector(ring, stored);
            // On a thread of its own: training keeps a processor busy for long, and no call waits behind it.
            RingVector vector = await Task.Factory.StartNew(
                () => Quantiser.Encode(study.Learner.Contribute(state, study.Data, past), random),
                past, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
            await parts.Store.Vectors.PutAsync(study.Id, contribution, vector.Memory, past).ConfigureAwait(false);
            return vector;
        }
        finally
        {
            parts.TrainingRoom.Release();
        }
    }
}

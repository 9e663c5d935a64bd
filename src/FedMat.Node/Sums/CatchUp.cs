using FedMat.Aggregation;
using FedMat.Crypto;
using FedMat.Protocol;
using Grpc.Core;
using Polly;

namespace FedMat.Node;

/// <summary>Brings a node that was away to a state that the others have reached: enough of them accepted it, and its bytes have its hash.</summary>
internal sealed class CatchUp(AcceptedStudy study, SumParts parts, Fetches fetches, ResiliencePipeline retries, Action<SumEvent> offer) : IDisposable
{
    private (int Round, Digest State)? target;
    private CancellationTokenSource past = new();

    /// <summary>The work in the background; it ends without a failure.</summary>
    public Task Running { get; private set; } = Task.CompletedTask;

    /// <summary>Sees to it that a state is proven and fetched.</summary>
    /// <param name="round">The round that starts from it.</param>
    /// <param name="state">Its hash.</param>
    public void Begin(int round, Digest state)
    {
        if (target == (round, state))
            return;
        Stop();
        past.Dispose();
        target = (round, state);
        past = new CancellationTokenSource();
        Running = RunAsync(round, state, Running, past.Token);
    }

    public void Stop()
    {
        past.Cancel();
        target = null;
    }

    public void Dispose() => past.Dispose();

    private async Task RunAsync(int round, Digest state, Task before, CancellationToken cancellation)
    {
        try
        {
            await before.ConfigureAwait(false);
            (RoundId sum, int members) = await retries
                .ExecuteAsync(async token => await ProveAsync(round, state, token).ConfigureAwait(false), cancellation).ConfigureAwait(false);
            ModelState fetched = await fetches.StateAsync(state, cancellation).ConfigureAwait(false);
            parts.Log.StateProven(study.Id.Short, round, state.Short, members);
            offer(new SumEvent.StateFetched(sum, fetched));
        }
        catch (Exception error) when (cancellation.IsCancellationRequested && error is OperationCanceledException or RpcException)
        {
            // Another state is wanted, or none.
        }
        catch (Exception error) when (error is RefusedException or RpcException)
        {
            parts.Log.StateNotProven(study.Id.Short, round, state.Short, Reason.Of(error));
        }
        catch (Exception error)
        {
            offer(new SumEvent.Failed(error));
        }
    }

    /// <returns>The attempt whose sum led to the state, and how many accepted that.</returns>
    private async ValueTask<(RoundId Sum, int Members)> ProveAsync(int round, Digest state, CancellationToken cancellation)
    {
        IReadOnlyList<SignedMessage<Acceptance>> acceptances = await parts.Link.FetchProofAsync(study.Id, state, cancellation).ConfigureAwait(false);
        if (acceptances.Count == 0)
            throw new RefusedException(RefusalCode.TooFewSignatures, $"nobody has accepted state {state.Short} so far");
        RoundId attempt = acceptances[0].Content.Round;
        if (attempt.Study != study.Id || attempt.Round != round - 1)
            throw new RefusedException(RefusalCode.SetupForeign, $"what came as proof of a state after round {round - 1} is about {attempt}");
        // All of them are of one attempt, and it rested on one roster; members may have taken other keys since.
        Refusal? refusal = null;
        foreach (SumTerms terms in await parts.Rosters.EveryTermsAsync(attempt, study.Plan, cancellation).ConfigureAwait(false))
        {
            if (StateProof.Refuse(terms, attempt, state, acceptances) is not { } wrong)
                return (attempt, acceptances.Count);
            refusal ??= wrong;
        }

        throw new RefusedException(refusal ?? new Refusal(RefusalCode.PlanMembers, "no roster here names every member of the plan"));
    }
}

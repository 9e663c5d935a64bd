using FedMat.Protocol;
using FedMat.Wire;

namespace FedMat.Node;

/// <summary>
/// The newest open attempt of each study. A newer one takes an older one's place, and cancels it when it is being worked on; the
/// same one told again, after a reconnect, is taken once more when the worker is done with it: it may have given up a moment before. One
/// worker takes them.
/// </summary>
internal sealed class AttemptQueue : IDisposable
{
    private readonly Lock gate = new();
    private readonly List<AttemptNotice> waiting = [];
    private readonly SemaphoreSlim arrivals = new(0);
    private AttemptNotice? running;
    private bool isToldAgain;
    private CancellationTokenSource? past;

    public void Offer(AttemptNotice notice)
    {
        lock (gate)
        {
            waiting.RemoveAll(other => other.Round.Study == notice.Round.Study);
            if (running == notice)
            {
                isToldAgain = true;
                return;
            }

            bool isNewer = running?.Round.Study == notice.Round.Study;
            isToldAgain &= !isNewer;
            CancelIf(isNewer);
            waiting.Add(notice);
        }

        arrivals.Release();
    }

    /// <summary>The study ended, or the node takes no part any longer.</summary>
    public void Withdraw(StudyId study)
    {
        lock (gate)
        {
            waiting.RemoveAll(notice => notice.Round.Study == study);
            isToldAgain &= running?.Round.Study != study;
            CancelIf(running?.Round.Study == study);
        }
    }

    /// <summary>The next attempt; the one taken before is done.</summary>
    public async Task<Turn> TakeAsync(CancellationToken stopping)
    {
        Finish();
        while (true)
        {
            await arrivals.WaitAsync(stopping).ConfigureAwait(false);
            lock (gate)
            {
                // What was offered may have been withdrawn or replaced since.
                if (waiting.Count == 0)
                    continue;
                running = waiting[0];
                waiting.RemoveAt(0);
                past = CancellationTokenSource.CreateLinkedTokenSource(stopping);
                return new Turn(running, past.Token);
            }
        }
    }

    public void Dispose()
    {
        Finish();
        arrivals.Dispose();
    }

    private void Finish()
    {
        lock (gate)
        {
            past?.Dispose();
            past = null;
            if (isToldAgain && running is not null)
            {
                waiting.Add(running);
                arrivals.Release();
            }

            isToldAgain = false;
            running = null;
        }
    }

    // Under the gate; what hangs on the token runs elsewhere, so that none of it runs under the gate.
    private void CancelIf(bool isPast)
    {
        if (isPast)
            _ = past?.CancelAsync();
    }
}

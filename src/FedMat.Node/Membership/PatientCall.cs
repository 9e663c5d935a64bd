using Grpc.Core;

namespace FedMat.Node;

/// <summary>Asks again and again, for a bounded time, until there is an answer; says what it waits for whenever that changes.</summary>
/// <param name="time">Paces the tries.</param>
/// <param name="say">Told what is waited for.</param>
internal sealed class PatientCall(TimeProvider time, Action<string> say)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private string said = "";

    /// <param name="ask">Null, or the call's failure on the way, where there is no answer yet.</param>
    /// <param name="what">What is waited for while there is none.</param>
    /// <param name="within">How long.</param>
    /// <param name="coordinator">Who is called.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="TimeoutException">No answer within the time.</exception>
    public async Task<T> UntilAnsweredAsync<T>(Func<Task<T?>> ask, string what, TimeSpan within, Uri coordinator, CancellationToken cancellation)
        where T : class
    {
        DateTimeOffset end = time.GetUtcNow() + within;
        while (true)
        {
            try
            {
                if (await ask().ConfigureAwait(false) is { } answer)
                    return answer;
                if (within > TimeSpan.Zero)
                    Say($"waiting for {what}, for {Minutes(within)} at most");
            }
            catch (Exception error) when (Backoff.IsTransient(error) && !cancellation.IsCancellationRequested)
            {
                Say($"waiting for {coordinator}: {Reason.Of(error)}");
            }
            catch (RpcException) when (cancellation.IsCancellationRequested)
            {
                throw new OperationCanceledException(cancellation);
            }

            if (time.GetUtcNow() + Pause >= end)
                throw new TimeoutException(within > TimeSpan.Zero ? $"there was no {what} within {Minutes(within)}" : $"there is no {what} yet");
            await Task.Delay(Pause, time, cancellation).ConfigureAwait(false);
        }
    }

    private static string Minutes(TimeSpan span) => span.TotalMinutes == 1 ? "a minute" : $"{span.TotalMinutes:0.#} minutes";

    private void Say(string text)
    {
        if (text == said)
            return;
        said = text;
        say(text);
    }
}

using FedMat.Aggregation;
using FedMat.Protocol;

namespace FedMat.Coordinator.Sums;

/// <summary>Stage 4, after enough answers: recovers the secrets, takes the masks off the running sum and writes the sum to the disk.</summary>
internal sealed class OpeningWork(SumAttempt attempt, UnmaskStage answers) : ISumWork
{
    private CheckStage? check;
    private RingVector? sum;
    private string failure = "";

    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            failure = await OpenAsync(stop).ConfigureAwait(false) is { } refusal ? refusal.ToString() : "";
        }
        catch (Exception error) when (error is InvalidDataException or FileNotFoundException or DirectoryNotFoundException)
        {
            failure = error.Message;
        }
    }

    public void HandOver(SumCourse course, DateTimeOffset now)
    {
        if (failure.Length > 0)
            course.Fail(failure, now);
        else
            course.TakeSum(check!, sum!, now);
    }

    private async Task<Refusal?> OpenAsync(CancellationToken stop)
    {
        RingVector running = await attempt.Inputs.TakeSumAsync().ConfigureAwait(false);
        Outcome<SumRecovery> recovery = answers.Recover(SumParts.Threads, stop);
        if (!recovery.IsGiven)
            return recovery.Refusal;
        recovery.Value.Unmask(running, SumParts.Threads, progress: null, stop);
        if (SumRange.Refuse(attempt.Question!.Value.Ask, running, attempt.Survivors!.Content.Inputs.Count) is { } refusal)
            return refusal;
        (sum, check) = (running, recovery.Value.Check(running, SumParts.Threads));
        await attempt.Files.Vectors.WriteAsync(attempt.Files.SumKey(check.Result.Content.Sum), sum.Memory, stop).ConfigureAwait(false);
        return null;
    }
}

using FedMat.Aggregation;
using FedMat.Protocol;

namespace FedMat.Coordinator.Sums;

/// <summary>Stage 5, after the tags: adds them up, computes those that are missing, and waits for the next state.</summary>
internal sealed class CheckingWork(SumAttempt attempt, CheckStage check, Advancing advancing) : ISumWork
{
    private CheckOutcome? outcome;
    private NextState? next;
    private string failure = "";

    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            outcome ??= check.Close(VectorOf, stop);
            next = await advancing.Task.WaitAsync(stop).ConfigureAwait(false);
        }
        catch (Exception error) when (error is RefusedException or InvalidDataException or FileNotFoundException or DirectoryNotFoundException)
        {
            failure = error.Message;
        }
    }

    public void HandOver(SumCourse course, DateTimeOffset now)
    {
        if (failure.Length > 0)
            course.Fail(failure, now);
        else
            course.TakeCheck(check, outcome!.List, next!, now);
    }

    private RingVector VectorOf(MemberId member)
    {
        MaskedInput input = attempt.Survivors!.Content.Inputs.First(signed => signed.Content.Member == member).Content;
        return new RingVector(attempt.Question!.Value.Ask.Ring, attempt.Files.Vectors.Read(attempt.Files.KeyOf(input)));
    }
}

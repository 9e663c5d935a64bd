using FedMat.Coordinator.Hosting;
using FedMat.Protocol;

namespace FedMat.Coordinator.Studies;

/// <summary>Drives one study from step to step until it ends or the coordinator stops. Where the disk failed, the step is tried again.</summary>
internal sealed class StudyDrive(StudyRun run, StudyServices services)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private TimeSpan pause = FirstPause;

    public async Task RunAsync(CancellationToken stop)
    {
        string? verdict = null;
        while (run.IsRunning && !stop.IsCancellationRequested)
        {
            try
            {
                verdict = await StepAsync(verdict, stop).ConfigureAwait(false);
                pause = FirstPause;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (RefusedException refused)
            {
                verdict = refused.Refusal.ToString();
            }
            catch (Exception error) when (MayPass(error))
            {
                await PauseAsync(error, stop).ConfigureAwait(false);
            }
            catch (Exception error)
            {
                Log.StudyBroke(services.Log, error, run.Id.Short);
                verdict = "the coordinator met an error in this study; its log says more";
            }
        }
    }

    /// <summary>A full or broken disk, or permissions that somebody changed; a file that is missing stays so.</summary>
    private static bool MayPass(Exception error) =>
        error is UnauthorizedAccessException or (IOException and not (FileNotFoundException or DirectoryNotFoundException));

    private async Task<string?> StepAsync(string? verdict, CancellationToken stop)
    {
        if (verdict is null)
            return await run.StepAsync(stop).ConfigureAwait(false);
        await run.EndAsync(StudyStatus.Failed, verdict, stop).ConfigureAwait(false);
        return verdict;
    }

    /// <summary>Ends early when the study was stopped or the coordinator is; a word of a member does not end it.</summary>
    private async Task PauseAsync(Exception error, CancellationToken stop)
    {
        Log.StudyHeldUp(services.Log, error, run.Id.Short, pause.TotalSeconds);
        run.ShowHindrance("held up by the coordinator's disk; its log says more");
        await run.Over.WaitAsync(pause, services.Time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
    }
}

using FedMat.Coordinator.Access;
using FedMat.Coordinator.Hosting;
using FedMat.Coordinator.Rounds;
using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;
using Grpc.Core;
using Microsoft.Extensions.Hosting;

namespace FedMat.Coordinator.Studies;

/// <summary>What administrators call.</summary>
internal sealed class StudiesService(
    PlanDesk plans, RoundDriver driver, NewsBoard news, Presence presence, TimeProvider time, IHostApplicationLifetime lifetime) : Wire.V1.Studies.StudiesBase
{
    private const int LongestReason = 500;

    public override async Task<ProposeReply> Propose(ProposeRequest request, ServerCallContext context)
    {
        StudyId study = await plans.ProposeAsync(request.Plan.ToDocument<Plan>(RefusalCode.PlanInvalid), CallGuard.CallerOf(context)).ConfigureAwait(false);
        return new ProposeReply { Study = study.ToBytes() };
    }

    public override async Task Watch(WatchStudyRequest request, IServerStreamWriter<StudyProgress> responseStream, ServerCallContext context)
    {
        StudyRun run = driver.Find(request.Study.ToStudy());
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        StudyProgress? told = null;
        while (true)
        {
            long seen = news.Progress.Version;
            StudySituation situation = run.Situation;
            StudyProgress message = StudyText.ToMessage(situation, presence);
            if (!message.Equals(told))
                await responseStream.WriteAsync(message, end.Token).ConfigureAwait(false);
            if (situation.Status != StudyStatus.Running)
                return;
            told = message;
            await news.Progress.AfterAsync(seen, Timeout.InfiniteTimeSpan, time, end.Token).ConfigureAwait(false);
        }
    }

    public override async Task<StopStudyReply> Stop(StopStudyRequest request, ServerCallContext context)
    {
        StudyRun run = driver.Find(request.Study.ToStudy());
        string why = request.Reason.Length > LongestReason ? request.Reason[..LongestReason] : request.Reason;
        await run.EndAsync(StudyStatus.Stopped, $"stopped by {CallGuard.CallerOf(context).Name}{(why.Length > 0 ? $": {why}" : "")}", context.CancellationToken).ConfigureAwait(false);
        return new StopStudyReply();
    }
}

using FedMat.Coordinator.Access;
using FedMat.Coordinator.Hosting;
using FedMat.Coordinator.Rounds;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;
using FedMat.Wire;
using FedMat.Wire.V1;
using Grpc.Core;
using Microsoft.Extensions.Hosting;

namespace FedMat.Coordinator.Studies;

/// <summary>What administrators call.</summary>
internal sealed class StudiesService(
    PlanDesk plans, RoundDriver driver, MemberAccess access, CoordinatorStore store, StudyText text, NewsBoard news, TimeProvider time, IHostApplicationLifetime lifetime)
    : Wire.V1.Studies.StudiesBase
{
    private const int LongestReason = 500;
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    public override async Task<ProposeReply> Propose(ProposeRequest request, ServerCallContext context)
    {
        Signed<Plan> plan = request.Plan.ToDocument<Plan>(RefusalCode.PlanInvalid);
        StudyId study = await plans.ProposeAsync(plan, CallGuard.CallerOf(context)).ConfigureAwait(false);
        return new ProposeReply { Study = study.ToBytes() };
    }

    public override async Task Watch(WatchStudyRequest request, IServerStreamWriter<StudyProgress> responseStream, ServerCallContext context)
    {
        StudyRun run = driver.Find(request.Study.ToStudy());
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        StudyProgress? told = null;
        while (true)
        {
            if (access.Refuse(CallGuard.CallerOf(context)) is { } refusal)
                throw new RefusedException(refusal);
            long seen = news.Progress.Version;
            StudySituation situation = run.Situation;
            StudyProgress message = text.ToMessage(situation);
            if (!message.Equals(told))
                await responseStream.WriteAsync(message, end.Token).ConfigureAwait(false);
            if (situation.Status != StudyStatus.Running)
                return;
            told = message;
            // What a step waits for changes with every word, and nobody signals that.
            await news.Progress.AfterAsync(seen, LookAgain, time, end.Token).ConfigureAwait(false);
        }
    }

    public override async Task<StopStudyReply> Stop(StopStudyRequest request, ServerCallContext context)
    {
        StudyRun run = driver.Find(request.Study.ToStudy());
        string why = PeerText.Shown(request.Reason, LongestReason);
        string reason = $"stopped by {CallGuard.CallerOf(context).Name}{(why.Length > 0 ? $": {why}" : "")}";
        bool wasRunning = run.IsRunning;
        await run.EndAsync(StudyStatus.Stopped, reason, context.CancellationToken).ConfigureAwait(false);
        if (wasRunning)
            await AuditAsync(context, "stopped a study", $"study {run.Id.Short}: {why}").ConfigureAwait(false);
        return new StopStudyReply();
    }

    public override async Task<LeaveOutReply> LeaveOut(LeaveOutRequest request, ServerCallContext context)
    {
        StudyRun run = driver.Find(request.Study.ToStudy());
        string why = PeerText.Shown(request.Reason, LongestReason);
        MemberId member = request.Member.ToMember();
        await run.LeaveOutAsync(member, CallGuard.CallerOf(context), why, context.CancellationToken).ConfigureAwait(false);
        string name = run.Situation.Members.FirstOrDefault(known => known.Id == member)?.Name ?? member.ToString();
        await AuditAsync(context, "left a member out", $"study {run.Id.Short}: '{name}': {why}").ConfigureAwait(false);
        return new LeaveOutReply();
    }

    private Task AuditAsync(ServerCallContext context, string what, string detail) =>
        store.Audit.WriteAsync(new AuditEntry(time.GetUtcNow(), CallGuard.CallerOf(context).Name, what, detail), CancellationToken.None);
}

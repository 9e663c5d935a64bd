using FedMat.Cli.Local;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Wire.V1;

namespace FedMat.Cli.Demo;

/// <summary>A demo's study from its proposal to its release, as its administrator takes it there.</summary>
internal sealed class DemoStudy(DemoConsortium consortium, LocalNetwork network, DemoOptions options, StudyScreen screen)
{
    private static readonly TimeSpan GuardKnowsWithin = TimeSpan.FromSeconds(3);
    private readonly DemoLoss? loss = options.Lose is { } member ? new DemoLoss(member, network, screen) : null;

    /// <exception cref="IOException">The study ended otherwise, or a process did; the message says why.</exception>
    public async Task<ReleaseId> RunAsync(Plan plan, CancellationToken cancellation)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using AdministratorLink administrator = AdministratorLink.To(network.Grpc, consortium.Administrator.Tls, consortium.Roster.Coordinator.Pin);
        Task guard = DemoGuard.WatchAsync(network, loss, screen, end.Token);
        StudyId study = await administrator.ProposeAsync(Signed<Plan>.Sign(plan, consortium.Administrator.Key), cancellation).ConfigureAwait(false);
        screen.Step($"Study '{plan.Name}' proposed; its id is the hash of its plan: {study.Short}");
        Task consents = ConsentAsync(study, plan, end.Token);
        IAsyncEnumerable<StudyProgress> progress = administrator.WatchAsync(study, end.Token);
        Task<StudyProgress> follow = screen.FollowAsync(loss?.WatchAsync(progress, () => GoOnAsync(administrator, study, end.Token)) ?? progress);
        await foreach (Task done in Task.WhenEach(consents, follow, guard).ConfigureAwait(false))
        {
            if (done != consents || done.IsFaulted)
                break;
        }

        if (consents.IsFaulted)
            await consents.ConfigureAwait(false);
        // A broken call is often the first sign of a coordinator that has ended, of which the guard knows more.
        if (follow.IsFaulted)
            await Task.WhenAny(guard, Task.Delay(GuardKnowsWithin, end.Token)).ConfigureAwait(false);
        if (guard.IsCompleted)
            await guard.ConfigureAwait(false);
        StudyProgress last = await follow.ConfigureAwait(false);
        await end.CancelAsync().ConfigureAwait(false);
        if (last.Status != "completed")
            throw new IOException($"the study {last.Status}: {last.Reason}");
        return new ReleaseId(Digest.FromBytes(last.Release.Span));
    }

    /// <summary>Every node's policy puts the plan before its steward, who approves it.</summary>
    private async Task ConsentAsync(StudyId study, Plan plan, CancellationToken cancellation)
    {
        foreach (Member node in consortium.Nodes)
        {
            await consortium.ConsentAsync(node.Name, study, cancellation).ConfigureAwait(false);
            screen.Step($"{node.Name}: the policy asks its steward, who approves the plan: release under {plan.Release.Licence} for {plan.Release.Users} until {plan.Release.Until:yyyy-MM-dd}");
        }
    }

    /// <summary>The last sum waits for the lost member: it goes without it, or the user is told what can be done.</summary>
    private async Task GoOnAsync(AdministratorLink administrator, StudyId study, CancellationToken cancellation)
    {
        Member lost = consortium.Nodes.Single(node => node.Name == options.Lose);
        if (options.GoWithout)
        {
            await administrator.LeaveOutAsync(study, lost.Id, "its node is lost for good", cancellation).ConfigureAwait(false);
            screen.Step($"The last sum is exact and waits for every member; the administrator lets it go without '{lost.Name}'");
            return;
        }

        screen.Warn($"the last sum is exact and waits for '{lost.Name}'. To let it go without: "
            + $"./fedmat coordinator study leave-out {study} --member {Shell.Quote(lost.Name)} --as {Shell.Quote(consortium.AdministratorFolder)}");
        screen.Wait($"or start it again: ./fedmat {loss!.Lost!.CommandLine}");
    }
}

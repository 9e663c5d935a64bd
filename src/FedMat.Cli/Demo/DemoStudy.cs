using FedMat.Cli.Local;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Wire.V1;

namespace FedMat.Cli.Demo;

/// <summary>A demo's study from its proposal to its release, as its administrator takes it there.</summary>
internal sealed class DemoStudy(LocalConsortium consortium, LocalNetwork network, DemoOptions options, StudyScreen screen)
{
    private static readonly TimeSpan GuardKnowsWithin = TimeSpan.FromSeconds(3);
    private readonly DemoLoss? loss = options.Lose is { } member ? new DemoLoss(member, network, screen) : null;

    /// <exception cref="IOException">The study ended otherwise, or a process did; the message says why.</exception>
    public async Task<ReleaseId> RunAsync(Plan plan, CancellationToken cancellation)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using AdministratorLink administrator = AdministratorLink.To(network.Grpc, consortium.AdministratorTls, consortium.Roster.Content.Coordinator.Pin);
        Task guard = DemoGuard.WatchAsync(network, loss, screen, end.Token);
        StudyId study = await administrator.ProposeAsync(consortium.SignPlan(plan), cancellation).ConfigureAwait(false);
        screen.Step($"Study '{plan.Name}' proposed; its id is the hash of its plan: {study.Short}");
        IAsyncEnumerable<StudyProgress> progress = administrator.WatchAsync(study, end.Token);
        Task<StudyProgress> follow = screen.FollowAsync(loss?.WatchAsync(progress, () => GoOnAsync(administrator, study, end.Token)) ?? progress);
        await Task.WhenAny(follow, guard).ConfigureAwait(false);
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

        string folder = Path.Combine(consortium.Folder, "administrator");
        screen.Warn($"the last sum is exact and waits for '{lost.Name}'. To let it go without: "
            + $"./fedmat coordinator study leave-out {study} --member {Shell.Quote(lost.Name)} --at {network.Grpc.GetLeftPart(UriPartial.Authority)} --as {Shell.Quote(folder)}");
        screen.Wait($"or start it again: ./fedmat {loss!.Lost!.CommandLine}");
    }
}

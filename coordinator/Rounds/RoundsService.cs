using FedMat.Coordinator.Access;
using FedMat.Coordinator.Hosting;
using FedMat.Coordinator.Studies;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;
using FedMat.Wire;
using FedMat.Wire.V1;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FedMat.Coordinator.Rounds;

/// <summary>What nodes call.</summary>
internal sealed class RoundsService(
    RoundDriver driver,
    ContributionDesk contributions,
    CoordinatorStore store,
    CoordinatorIdentity identity,
    NewsBoard news,
    Presence presence,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<RoundsService> log) : Wire.V1.Rounds.RoundsBase
{
    public override Task<HelloReply> Hello(HelloRequest request, ServerCallContext context)
    {
        Member caller = CallGuard.CallerOf(context);
        Log.Hello(log, caller.Name, Shown(request.ProductVersion), request.RosterNumber);
        if (Versions.Choose(request.Protocols) is not { } protocol)
        {
            throw new RefusedException(RefusalCode.IncompatibleVersion,
                $"this coordinator is version {Versions.Product} and speaks protocol {string.Join(", ", Versions.Protocols)}; the node offers {string.Join(", ", request.Protocols.Take(10))}; install the newer version on the older side");
        }

        if (request.RosterNumber > identity.Roster.Number)
            Log.RosterBehind(log, caller.Name, request.RosterNumber, identity.Roster.Number);
        HelloReply reply = new()
        {
            ProductVersion = Versions.Product,
            Protocol = protocol,
            Roster = request.RosterNumber < identity.Roster.Number ? identity.SignedRoster.ToBytes() : ByteString.Empty,
        };
        reply.Capabilities.AddRange(Versions.Capabilities);
        return Task.FromResult(reply);
    }

    public override async Task Watch(WatchRequest request, IServerStreamWriter<News> responseStream, ServerCallContext context)
    {
        Member caller = CallGuard.CallerOf(context);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        using IDisposable stay = presence.Enter(caller);
        MemberNews told = new();
        bool quiet = true;
        while (true)
        {
            long seen = news.Rounds.Version;
            foreach (News item in told.Tell(driver.Of(caller.Id)))
                await responseStream.WriteAsync(item, end.Token).ConfigureAwait(false);
            if (quiet)
                await responseStream.WriteAsync(NewsMessages.Heartbeat(WaitingFor(caller)), end.Token).ConfigureAwait(false);
            quiet = !await news.Rounds.AfterAsync(seen, WireLimits.Heartbeat, time, end.Token).ConfigureAwait(false);
        }
    }

    public override async Task FetchState(FetchStateRequest request, IServerStreamWriter<Chunk> responseStream, ServerCallContext context)
    {
        Member caller = CallGuard.CallerOf(context);
        StudyRun run = driver.Find(request.Study.ToStudy());
        if (!run.Situation.Concerns(caller.Id))
            throw new RefusedException(RefusalCode.StudyUnknown, $"the plan of study {run.Id.Short} does not name '{caller.Name}'");
        await using Stream state = await OpenStateAsync(run.Id, request.State.ToDigest("state"), context.CancellationToken).ConfigureAwait(false);
        byte[] buffer = new byte[WireLimits.ChunkBytes];
        for (int read; (read = await state.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, context.CancellationToken).ConfigureAwait(false)) > 0;)
            await responseStream.WriteAsync(new Chunk { Data = ByteString.CopyFrom(buffer, 0, read) }, context.CancellationToken).ConfigureAwait(false);
    }

    public override async Task<ContributeReply> Contribute(IAsyncStreamReader<ContributePart> requestStream, ServerCallContext context)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        Receipt receipt = await contributions.TakeAsync(CallGuard.CallerOf(context), requestStream, end.Token).ConfigureAwait(false);
        return receipt.ToMessage();
    }

    private async Task<Stream> OpenStateAsync(StudyId study, Digest state, CancellationToken cancellation)
    {
        StudyRecord record = (await store.StudyAsync(study, cancellation).ConfigureAwait(false))!;
        try
        {
            if (record.State == state)
                return store.Open(state);
        }
        catch (IOException error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            // The study went on between the question and the opening.
        }

        throw new RefusedException(RefusalCode.RoundUnknown, $"no round of study {study.Short} starts from model state {state.Short} any longer; wait for the next round");
    }

    private string WaitingFor(Member caller)
    {
        string text = string.Join("; ", driver.Of(caller.Id)
            .Where(study => study.Status == StudyStatus.Running)
            .Select(study => $"{study.Plan.Content.Name}: {StudyText.WaitingFor(study, presence)}"));
        return text.Length > 0 ? text : "no study is running";
    }

    /// <summary>What a peer wrote, short and on one line, for the log.</summary>
    private static string Shown(string text) => new([.. text.Take(40).Select(letter => char.IsControl(letter) ? '?' : letter)]);
}

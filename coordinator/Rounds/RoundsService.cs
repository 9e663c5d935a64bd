using FedMat.Coordinator.Access;
using FedMat.Coordinator.Hosting;
using FedMat.Coordinator.Studies;
using FedMat.Protocol;
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
    WordDesk words,
    UploadDesk uploads,
    FetchDesk fetches,
    CoordinatorIdentity identity,
    NewsBoard news,
    Presence presence,
    StreamLimit streams,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<RoundsService> log) : Wire.V1.Rounds.RoundsBase
{
    private const int LongestVersion = 40;

    public override Task<HelloReply> Hello(HelloRequest request, ServerCallContext context)
    {
        Member caller = CallGuard.CallerOf(context);
        Log.Hello(log, caller.Name, PeerText.Shown(request.ProductVersion, LongestVersion), request.RosterNumber);
        if (Versions.Choose(request.Protocols) is not { } protocol)
        {
            string ours = string.Join(", ", Versions.Protocols);
            string theirs = string.Join(", ", request.Protocols.Take(10));
            throw new RefusedException(RefusalCode.IncompatibleVersion,
                $"this coordinator is version {Versions.Product} and speaks protocol {ours}; the node offers {theirs}; "
                + "install the newer version on the older side");
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
        using IDisposable stream = streams.Enter(caller);
        using IDisposable stay = presence.Enter(caller);
        MemberNews told = new(caller.Id);
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

    public override async Task<SayReply> Say(SayRequest request, ServerCallContext context)
    {
        await words.TakeAsync(CallGuard.CallerOf(context), request.Said, context.CancellationToken).ConfigureAwait(false);
        return new SayReply();
    }

    public override async Task<UploadReply> Upload(IAsyncStreamReader<UploadPart> requestStream, ServerCallContext context)
    {
        Member caller = CallGuard.CallerOf(context);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        using IDisposable stream = streams.Enter(caller);
        SignedMessage<InputReceipt> receipt = await uploads.TakeAsync(caller, requestStream, end.Token).ConfigureAwait(false);
        return new UploadReply { Receipt = receipt.ToByteString() };
    }

    public override async Task<FindUploadReply> FindUpload(FindUploadRequest request, ServerCallContext context) => new()
    {
        Offset = await uploads
            .FindAsync(CallGuard.CallerOf(context), request.Key.ToNoun(), request.Payload.ToDigest("payload"), context.CancellationToken).ConfigureAwait(false),
    };

    public override async Task Fetch(FetchRequest request, IServerStreamWriter<Chunk> responseStream, ServerCallContext context)
    {
        Member caller = CallGuard.CallerOf(context);
        using IDisposable stream = streams.Enter(caller);
        await fetches.SendAsync(caller, request, responseStream, context.CancellationToken).ConfigureAwait(false);
    }

    public override Task<FetchProofReply> FetchProof(FetchProofRequest request, ServerCallContext context) =>
        fetches.ProveAsync(CallGuard.CallerOf(context), request, context.CancellationToken);

    private string WaitingFor(Member caller)
    {
        string text = string.Join("; ", driver.Of(caller.Id)
            .Where(study => study.Status == StudyStatus.Running)
            .Select(study => $"{study.Plan.Content.Name}: {StudyText.WaitingFor(study, presence)}"));
        return text.Length > 0 ? text : "no study is running";
    }
}

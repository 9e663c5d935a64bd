using FedMat.Coordinator.Access;
using FedMat.Coordinator.Hosting;
using FedMat.Coordinator.Members;
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
    VouchDesk vouches,
    DepartureDesk departures,
    AnswerDesk answers,
    VouchBoard vouched,
    RosterDesk rosters,
    MemberAccess access,
    StudyText text,
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

        Signed<Roster> roster = rosters.For(caller);
        int number = roster.Content.Number;
        if (request.RosterNumber >= number && access.Refuse(caller) is { } refusal)
            throw new RefusedException(refusal);
        if (request.RosterNumber > number)
            Log.RosterBehind(log, caller.Name, request.RosterNumber, number);
        rosters.Remember(caller.Id, Math.Max(request.RosterNumber, number));
        HelloReply reply = new()
        {
            ProductVersion = Versions.Product,
            Protocol = protocol,
            Roster = request.RosterNumber < number ? roster.ToBytes() : ByteString.Empty,
        };
        reply.Capabilities.AddRange(Versions.Capabilities);
        return Task.FromResult(reply);
    }

    public override async Task Watch(WatchRequest request, IServerStreamWriter<News> responseStream, ServerCallContext context)
    {
        Member caller = CallGuard.CallerOf(context);
        using MemberStream stream = streams.Enter(caller);
        using CancellationTokenSource end = EndOf(stream, context);
        using IDisposable stay = presence.Enter(caller);
        ConsortiumNews consortium = new(caller.Id, rosters, vouched);
        MemberNews told = new(caller.Id);
        bool quiet = true;
        while (true)
        {
            if (access.Refuse(caller) is { } refusal)
                throw new RefusedException(refusal);
            long seen = news.Rounds.Version;
            // A study under a new roster shows after that roster does: looked at before, and told after it.
            StudySituation[] situations = [.. driver.Of(caller.Id)];
            foreach (News item in consortium.Tell().Concat(told.Tell(situations)))
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
        using MemberStream stream = streams.Enter(caller);
        using CancellationTokenSource end = EndOf(stream, context);
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
        using MemberStream stream = streams.Enter(caller);
        using CancellationTokenSource end = EndOf(stream, context);
        await fetches.SendAsync(caller, request, responseStream, end.Token).ConfigureAwait(false);
    }

    public override Task<FetchProofReply> FetchProof(FetchProofRequest request, ServerCallContext context) =>
        fetches.ProveAsync(CallGuard.CallerOf(context), request, context.CancellationToken);

    public override async Task<AnswerReply> Answer(AnswerRequest request, ServerCallContext context)
    {
        await answers.TakeAsync(CallGuard.CallerOf(context), request.Consent.ToDocument<StudyConsent>(), context.CancellationToken).ConfigureAwait(false);
        return new AnswerReply();
    }

    public override async Task<VouchReply> Vouch(VouchRequest request, ServerCallContext context)
    {
        Signed<Vouch> vouch = request.Vouch.ToDocument<Vouch>();
        await vouches.TakeAsync(CallGuard.CallerOf(context), vouch, request.Possession.Memory, context.CancellationToken).ConfigureAwait(false);
        return new VouchReply();
    }

    public override async Task<LeaveReply> Leave(LeaveRequest request, ServerCallContext context)
    {
        await departures.TakeAsync(CallGuard.CallerOf(context), request.Departure.ToDocument<Departure>()).ConfigureAwait(false);
        return new LeaveReply();
    }

    /// <summary>When the caller goes away, the coordinator stops, or a roster takes the member out.</summary>
    private CancellationTokenSource EndOf(MemberStream stream, ServerCallContext context) =>
        CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping, stream.Past);

    private string WaitingFor(Member caller)
    {
        string waiting = string.Join("; ", driver.Of(caller.Id)
            .Where(study => study.Status == StudyStatus.Running)
            .Select(study => $"{study.Plan.Content.Name}: {text.WaitingFor(study)}"));
        return waiting.Length > 0 ? waiting : "no study is running";
    }
}

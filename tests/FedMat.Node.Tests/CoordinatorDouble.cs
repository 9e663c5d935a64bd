using System.Net;
using System.Security.Authentication;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FedMat.Node.Tests;

/// <summary>A scripted coordinator on 127.0.0.1 with real TLS: says what a test tells it to and keeps what it is sent.</summary>
internal sealed class CoordinatorDouble : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly WebApplication app;

    private CoordinatorDouble(WebApplication app, Script script)
    {
        this.app = app;
        Script = script;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public Uri Address { get; }

    public Script Script { get; }

    public static async Task<CoordinatorDouble> StartAsync(TestConsortium consortium, Script? script = null, TlsIdentity? tls = null, int port = 0)
    {
        script ??= new Script(consortium.CoordinatorKey);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, options =>
        {
            options.Protocols = HttpProtocols.Http2;
            options.UseHttps((tls ?? consortium.CoordinatorTls).Certificate, https =>
            {
                https.SslProtocols = SslProtocols.Tls13;
                https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                https.ClientCertificateValidation = (certificate, _, _) => consortium.NodeTls.Pin.Matches(certificate);
            });
        }));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(script);
        WebApplication app = builder.Build();
        app.MapGrpcService<Service>();
        await app.StartAsync().WaitAsync(Patience);
        return new CoordinatorDouble(app, script);
    }

    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource now = new();
        await now.CancelAsync();
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    private sealed class Service(Script script) : Rounds.RoundsBase
    {
        public override Task<HelloReply> Hello(HelloRequest request, ServerCallContext context)
        {
            script.Hellos.Writer.TryWrite(request);
            return Task.FromResult(new HelloReply { ProductVersion = "test", Protocol = script.Protocol, Roster = script.Roster });
        }

        public override async Task Watch(WatchRequest request, IServerStreamWriter<News> responseStream, ServerCallContext context)
        {
            await responseStream.WriteAsync(NewsMessages.Heartbeat("the test"));
            await foreach (News news in script.NewsAsync(context.CancellationToken))
                await responseStream.WriteAsync(news);
        }

        public override Task<SayReply> Say(SayRequest request, ServerCallContext context)
        {
            script.Take(request.Said);
            return Task.FromResult(new SayReply());
        }

        public override Task<AnswerReply> Answer(AnswerRequest request, ServerCallContext context)
        {
            if (script.AnswersToLose-- > 0)
                throw new RpcException(new Status(StatusCode.Unavailable, "the connection is lost"));
            script.Answers.Writer.TryWrite(request.Consent.ToDocument<StudyConsent>());
            return Task.FromResult(new AnswerReply());
        }

        public override async Task<UploadReply> Upload(IAsyncStreamReader<UploadPart> requestStream, ServerCallContext context)
        {
            await requestStream.MoveNext(context.CancellationToken);
            return await script.TakeAsync(requestStream.Current.Header, requestStream, context.CancellationToken);
        }

        public override Task<FindUploadReply> FindUpload(FindUploadRequest request, ServerCallContext context) =>
            Task.FromResult(new FindUploadReply { Offset = script.Length(request.Payload.ToDigest("payload")) });

        public override async Task Fetch(FetchRequest request, IServerStreamWriter<Chunk> responseStream, ServerCallContext context)
        {
            script.Fetches.Writer.TryWrite(request.Offset);
            await script.MayFetch.WaitAsync(context.CancellationToken);
            ReadOnlyMemory<byte> rest = script.Blobs[request.Hash.ToDigest("hash")][(int)request.Offset..];
            int left = 0;
            foreach (ReadOnlyMemory<byte> chunk in WireLimits.Chunks(rest))
            {
                if (left >= script.Break.Fetch)
                {
                    script.Break = (script.Break.Upload, null);
                    throw new RpcException(new Status(StatusCode.Unavailable, "the connection is lost"));
                }

                await responseStream.WriteAsync(new Chunk { Data = ByteString.CopyFrom(chunk.Span) });
                left += chunk.Length;
            }
        }

        public override Task<FetchProofReply> FetchProof(FetchProofRequest request, ServerCallContext context)
        {
            FetchProofReply reply = new();
            reply.Acceptances.AddRange(script.Proof.Select(acceptance => acceptance.ToByteString()));
            return Task.FromResult(reply);
        }
    }
}

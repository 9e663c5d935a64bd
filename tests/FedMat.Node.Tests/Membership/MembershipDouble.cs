using System.Net;
using System.Security.Authentication;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;
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

/// <summary>The side of a coordinator that strangers and leaving members see, on 127.0.0.1 with real TLS: any certificate gets in.</summary>
internal sealed class MembershipDouble : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly WebApplication app;

    private MembershipDouble(WebApplication app)
    {
        this.app = app;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public Uri Address { get; }

    public static async Task<MembershipDouble> StartAsync(TlsIdentity tls, MembershipScript script)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, options =>
        {
            options.Protocols = HttpProtocols.Http2;
            options.UseHttps(tls.Certificate, https =>
            {
                https.SslProtocols = SslProtocols.Tls13;
                https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                https.ClientCertificateValidation = (_, _, _) => true;
            });
        }));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(script);
        WebApplication app = builder.Build();
        app.MapGrpcService<Strangers>();
        app.MapGrpcService<Members>();
        await app.StartAsync().WaitAsync(Patience);
        return new MembershipDouble(app);
    }

    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource now = new();
        await now.CancelAsync();
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    private static TlsPin PinOf(ServerCallContext context) => TlsPin.Of(context.GetHttpContext().Connection.ClientCertificate!);

    private sealed class Strangers(MembershipScript script) : Enrolment.EnrolmentBase
    {
        private static readonly Lock Gate = new();
        private static readonly Dictionary<Digest, JoinRequest> Asked = [];

        public override Task<JoinReply> Join(JoinMessage request, ServerCallContext context)
        {
            script.Joins.Writer.TryWrite((request, PinOf(context)));
            JoinRequest content = request.Request.ToDocument<JoinRequest>().Content;
            lock (Gate)
                Asked[content.Invitation] = content;
            return Task.FromResult(script.Decide(content));
        }

        public override Task<JoinReply> JoinStatus(JoinStatusRequest request, ServerCallContext context)
        {
            lock (Gate)
                return Task.FromResult(script.Decide(Asked[request.Invitation.ToDigest("invitation")]));
        }
    }

    private sealed class Members(MembershipScript script) : Rounds.RoundsBase
    {
        public override Task<HelloReply> Hello(HelloRequest request, ServerCallContext context)
        {
            Signed<Roster> roster = script.RosterFor(PinOf(context))
                ?? throw new Refusal(RefusalCode.UnknownCertificate, "the roster pins no such certificate").ToException();
            return Task.FromResult(new HelloReply { ProductVersion = "test", Protocol = Versions.Protocols[0], Roster = roster.ToBytes() });
        }

        public override Task<VouchReply> Vouch(VouchRequest request, ServerCallContext context)
        {
            script.Vouches.Writer.TryWrite((request, PinOf(context)));
            return Task.FromResult(new VouchReply());
        }

        public override Task<LeaveReply> Leave(LeaveRequest request, ServerCallContext context)
        {
            script.Departures.Writer.TryWrite(request);
            return Task.FromResult(new LeaveReply());
        }
    }
}

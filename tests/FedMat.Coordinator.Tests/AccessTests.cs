using System.Net;
using System.Security.Authentication;
using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Health.V1;

namespace FedMat.Coordinator.Tests;

public sealed class AccessTests : IAsyncLifetime
{
    private readonly Consortium consortium = new(expiry: TimeProvider.System.GetUtcNow().AddMinutes(-1));

    public Task InitializeAsync() => consortium.StartAsync();

    public async Task DisposeAsync() => await consortium.DisposeAsync();

    [Fact]
    public async Task Hello_OfANodeWithNoRoster_GetsVersionsAndTheRoster()
    {
        HelloReply reply = await HelloAsync(consortium.Nodes[0], Versions.Protocols[0], roster: 0);

        Assert.Equal(Versions.Protocols[0], reply.Protocol);
        Assert.Equal(consortium.Roster.Hash, reply.Roster.ToDocument<Roster>().Hash);
        Assert.NotEmpty(reply.Capabilities);
    }

    [Fact]
    public async Task Hello_OfANodeWithThisRoster_GetsNone() =>
        Assert.Empty((await HelloAsync(consortium.Nodes[0], Versions.Protocols[0], roster: 1)).Roster);

    [Theory]
    [InlineData(1u)]
    [InlineData(99u)]
    public async Task Hello_WithoutACommonProtocol_IsRefused(uint protocol) =>
        Assert.Equal(RefusalCode.IncompatibleVersion, await RefusalOfAsync(() => HelloAsync(consortium.Nodes[0], protocol, roster: 1)));

    [Fact]
    public async Task Rounds_CalledByAnAdministrator_AreRefused() =>
        Assert.Equal(RefusalCode.WrongRole, await RefusalOfAsync(() => HelloAsync(consortium.Administrator, Versions.Protocols[0], roster: 1)));

    [Fact]
    public async Task Studies_CalledByANode_AreRefused() =>
        Assert.Equal(RefusalCode.WrongRole, await RefusalOfAsync(() => consortium.Nodes[0].Studies(consortium.Grpc).StopAsync(new StopStudyRequest()).ResponseAsync));

    [Theory]
    [InlineData("fedmat.v1.studies")]
    [InlineData("FEDMAT.V1.STUDIES")]
    public async Task Studies_InAnotherLetterCase_AreRefusedToANode(string service)
    {
        Method<StopStudyRequest, StopStudyReply> stop = new(
            MethodType.Unary,
            service,
            "Stop",
            Marshallers.Create<StopStudyRequest>(request => request.ToByteArray(), StopStudyRequest.Parser.ParseFrom),
            Marshallers.Create<StopStudyReply>(reply => reply.ToByteArray(), StopStudyReply.Parser.ParseFrom));
        CallInvoker node = consortium.Nodes[0].Connect(consortium.Grpc).CreateCallInvoker();

        RefusalCode? refusal = await RefusalOfAsync(() => node.AsyncUnaryCall(stop, null, new CallOptions(), new StopStudyRequest()).ResponseAsync);

        Assert.Equal(RefusalCode.WrongRole, refusal);
    }

    [Fact]
    public async Task Member_WhoseEntryHasExpired_IsToldSo() =>
        Assert.Equal(RefusalCode.MemberExpired, await RefusalOfAsync(() => HelloAsync(consortium.Outsider, Versions.Protocols[0], roster: 1)));

    [Fact]
    public async Task Health_AskedByAMember_IsServing()
    {
        Health.HealthClient health = new(consortium.Nodes[0].Connect(consortium.Grpc));

        HealthCheckResponse response = await health.CheckAsync(new HealthCheckRequest()).ResponseAsync.WaitAsync(Party.Soon);

        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, response.Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("forged")]
    public async Task GrpcPath_OnTheHttpsListener_IsNotFound(string? host)
    {
        using HttpClient http = Client(null);
        HttpStatusCode status = await StatusAsync(http, consortium.Host!.HttpsAddress, "fedmat.v1.Rounds/Hello", HttpMethod.Post, host is null ? null : consortium.Grpc.Authority);

        Assert.Equal(HttpStatusCode.NotFound, status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("forged")]
    public async Task Download_OnTheGrpcListener_IsNotFound(string? host)
    {
        using HttpClient http = Client(consortium.Nodes[0]);
        HttpStatusCode status = await StatusAsync(http, consortium.Grpc, "api/releases", HttpMethod.Get, host is null ? null : consortium.Host!.HttpsAddress.Authority);

        Assert.Equal(HttpStatusCode.NotFound, status);
    }

    [Fact]
    public async Task GrpcListener_WithoutACertificate_EndsTheHandshake()
    {
        using HttpClient http = Client(null);

        await Assert.ThrowsAsync<HttpRequestException>(() => StatusAsync(http, consortium.Grpc, "healthz", HttpMethod.Get, null));
    }

    private static async Task<RefusalCode?> RefusalOfAsync(Func<Task> call) =>
        (await Assert.ThrowsAsync<RpcException>(() => call().WaitAsync(Party.Soon))).ToRefusal()?.Code;

    private Task<HelloReply> HelloAsync(Party party, uint protocol, int roster)
    {
        HelloRequest request = new() { ProductVersion = "test", RosterNumber = roster };
        request.Protocols.Add(protocol);
        return party.Rounds(consortium.Grpc).HelloAsync(request).ResponseAsync.WaitAsync(Party.Soon);
    }

    private HttpClient Client(Party? party)
    {
        SocketsHttpHandler handler = new();
        handler.SslOptions.EnabledSslProtocols = SslProtocols.Tls13;
        if (party is not null)
            handler.SslOptions.ClientCertificates = [party.Tls.Certificate];
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => consortium.IsOurs(shown);
        return new HttpClient(handler) { Timeout = Party.Soon };
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, Uri address, string path, HttpMethod method, string? host)
    {
        using HttpRequestMessage request = new(method, new Uri(address, path)) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Headers.Host = host;
        if (method == HttpMethod.Post)
            request.Content = new ByteArrayContent(new byte[5]) { Headers = { ContentType = new("application/grpc") } };
        using HttpResponseMessage response = await http.SendAsync(request);
        return response.StatusCode;
    }
}

using FedMat.Coordinator.Access;
using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Health.V1;

namespace FedMat.Coordinator.Tests;

/// <summary>What somebody may do whom no roster names.</summary>
public sealed class StrangerTests : IAsyncLifetime
{
    private readonly Consortium consortium = new();
    private readonly Party stranger;

    public StrangerTests() =>
        stranger = new Party("stranger", MemberRole.Node, TimeProvider.System.GetUtcNow()) { Coordinator = consortium.Administrator.Coordinator };

    public Task InitializeAsync() => consortium.StartAsync();

    public async Task DisposeAsync()
    {
        stranger.Dispose();
        await consortium.DisposeAsync();
    }

    [Fact]
    public async Task Stranger_ThatContributes_IsRefused() =>
        Assert.Equal(RefusalCode.UnknownCertificate, await RefusalOfAsync(() => stranger.SayAsync(consortium.Grpc, new Said())));

    [Fact]
    public async Task Stranger_ThatUploads_IsRefused() =>
        Assert.Equal(RefusalCode.UnknownCertificate, await RefusalOfAsync(() => stranger.UploadAsync(consortium.Grpc, new UploadHeader(), new byte[8])));

    [Fact]
    public async Task Stranger_AskingForTheRoster_IsRefused() =>
        Assert.Equal(RefusalCode.UnknownCertificate, await RefusalOfAsync(() => stranger.Membership(consortium.Grpc).CurrentAsync(new CurrentRequest()).ResponseAsync));

    [Fact]
    public async Task Stranger_AskingForHealth_IsAnswered()
    {
        Health.HealthClient health = new(stranger.Connect(consortium.Grpc));

        HealthCheckResponse response = await health.CheckAsync(new HealthCheckRequest()).ResponseAsync.WaitAsync(Party.Soon);

        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, response.Status);
    }

    [Fact]
    public async Task Stranger_WithALargeRequest_IsNotRead()
    {
        JoinMessage large = new() { Request = ByteString.CopyFrom(new byte[Strangers.RequestBytes * 4]), Token = ByteString.CopyFrom(new byte[Invitation.TokenSize]) };

        RpcException error = await Assert.ThrowsAsync<RpcException>(() => stranger.Enrolment(consortium.Grpc).JoinAsync(large).ResponseAsync.WaitAsync(Party.Soon));

        Assert.Null(error.ToRefusal());
    }

    [Fact]
    public void Strangers_BeyondTheirNumber_AreTurnedAway()
    {
        using Strangers strangers = new();
        for (int i = 0; i < Strangers.Most; i++)
            strangers.Admit("/fedmat.v1.Enrolment/Join");

        RpcException error = Assert.Throws<RpcException>(() =>
        {
            for (int i = 0; i < Strangers.Most; i++)
                strangers.Admit("/fedmat.v1.Enrolment/Join");
        });

        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
    }

    private static async Task<RefusalCode> RefusalOfAsync(Func<Task> call) => (await Party.RefusalOfAsync(call)).Code;
}

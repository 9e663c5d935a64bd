using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;
using Google.Protobuf;
using Grpc.Core;

namespace FedMat.Coordinator.Tests;

/// <summary>What is refused, with which number; and that nothing of it stays.</summary>
public sealed class ContributionTests : IAsyncLifetime
{
    private readonly Consortium consortium = new();
    private AttemptNotice attempt = null!;

    private Party Node => consortium.Nodes[0];

    private byte[] Vector => Party.Vector(attempt, 1);

    public async Task InitializeAsync()
    {
        await consortium.StartAsync();
        attempt = await consortium.OpenAsync();
    }

    public async Task DisposeAsync() => await consortium.DisposeAsync();

    public static TheoryData<RefusalCode, Func<Contribution, Contribution>> Altered => new()
    {
        { RefusalCode.ContributionState, contribution => contribution with { State = Digest.Of("other"u8) } },
        { RefusalCode.ContributionAsk, contribution => contribution with { Ask = Digest.Of("other"u8) } },
        { RefusalCode.ContributionLength, contribution => contribution with { Length = 3 } },
        { RefusalCode.ContributionLength, contribution => contribution with { Length = int.MaxValue } },
        { RefusalCode.RoundUnknown, contribution => contribution with { Round = contribution.Round with { Attempt = 2 } } },
        { RefusalCode.RoundUnknown, contribution => contribution with { Round = contribution.Round with { Round = 7 } } },
        { RefusalCode.StudyUnknown, contribution => contribution with { Round = contribution.Round with { Study = new StudyId(Digest.Of("other"u8)) } } },
        { RefusalCode.ContributionPayload, contribution => contribution with { Payload = Digest.Of("other"u8) } },
        { RefusalCode.ContributionForeign, contribution => contribution with { Member = MemberId.FromBytes(new byte[16]) } },
    };

    [Theory]
    [MemberData(nameof(Altered))]
    public async Task Contribution_SignedForSomethingElse_IsRefused(RefusalCode code, Func<Contribution, Contribution> alter)
    {
        Refusal refusal = await Node.RefusedAsync(consortium.Grpc, Node.Sign(attempt, Vector, alter), Vector);

        Assert.Equal(code, refusal.Code);
        await NothingStaysAsync();
    }

    [Fact]
    public async Task Contribution_WithAnothersSignature_IsRefused()
    {
        SignedContribution signed = Node.Sign(attempt, Vector).Contribution.Sign(consortium.Nodes[1].Key);

        Assert.Equal(RefusalCode.ContributionUnsigned, (await Node.RefusedAsync(consortium.Grpc, signed, Vector)).Code);
        await NothingStaysAsync();
    }

    [Fact]
    public async Task Contribution_WithNoSignature_IsRefused() =>
        Assert.Equal(RefusalCode.ContributionUnsigned, (await Node.RefusedAsync(consortium.Grpc, Node.Sign(attempt, Vector) with { Signature = [] }, Vector)).Code);

    [Fact]
    public async Task Contribution_InAnothersName_IsRefused()
    {
        SignedContribution others = consortium.Nodes[1].Sign(attempt, Vector);

        Assert.Equal(RefusalCode.ContributionForeign, (await Node.RefusedAsync(consortium.Grpc, others, Vector)).Code);
    }

    [Fact]
    public async Task Contribution_OfANodeThatThePlanDoesNotName_IsRefused() =>
        Assert.Equal(RefusalCode.ContributionForeign, (await consortium.Outsider.RefusedAsync(consortium.Grpc, consortium.Outsider.Sign(attempt, Vector), Vector)).Code);

    [Fact]
    public async Task Contribution_SentAgain_GetsTheSameReceipt()
    {
        Receipt first = await Node.ContributeAsync(consortium.Grpc, attempt, 1);
        Receipt second = await Node.ContributeAsync(consortium.Grpc, attempt, 1);

        Assert.Equal(first.Signature, second.Signature);
        Assert.True(first.IsSignedBy(consortium.Roster.Content.Coordinator.Key));
    }

    [Fact]
    public async Task Contribution_OtherThanTheFirst_IsRefused()
    {
        await Node.ContributeAsync(consortium.Grpc, attempt, 1);

        byte[] other = Party.Vector(attempt, 2);

        Assert.Equal(RefusalCode.ContributionRepeated, (await Node.RefusedAsync(consortium.Grpc, Node.Sign(attempt, other), other)).Code);
    }

    [Fact]
    public async Task Contribution_AfterTheAttemptWasAddedUp_IsRefusedUnlessItIsTheOneThatWasTaken()
    {
        await consortium.ContributeAsync(attempt, 0, 1, 2);
        using NewsReader news = new(Node, consortium.Grpc);
        await news.AttemptAfterAsync(attempt);

        byte[] other = Party.Vector(attempt, 2);
        Assert.Equal(RefusalCode.ContributionLate, (await Node.RefusedAsync(consortium.Grpc, Node.Sign(attempt, other), other)).Code);
        Assert.True((await Node.ContributeAsync(consortium.Grpc, attempt, 1)).IsSignedBy(consortium.Roster.Content.Coordinator.Key));
    }

    [Theory]
    [InlineData(-8)]
    [InlineData(2)]
    [InlineData(4096)]
    public async Task Contribution_WithMoreOrFewerBytesThanItsLength_IsRefused(int more)
    {
        byte[] bytes = [.. Vector.Concat(new byte[Math.Max(0, more)]).Take(Vector.Length + more)];

        Assert.Equal(RefusalCode.ContributionLength, (await Node.RefusedAsync(consortium.Grpc, Node.Sign(attempt, bytes), bytes)).Code);
        await NothingStaysAsync();
    }

    [Fact]
    public async Task Contribution_WithoutAHeader_IsRefused()
    {
        using AsyncClientStreamingCall<ContributePart, ContributeReply> call = Node.Rounds(consortium.Grpc).Contribute();
        await call.RequestStream.WriteAsync(new ContributePart { Data = ByteString.CopyFrom(1) });

        RpcException error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync.WaitAsync(Party.Soon));

        Assert.Equal(RefusalCode.Malformed, error.ToRefusal()?.Code);
    }

    [Fact]
    public async Task Contribution_CutOffHalfway_LeavesNothing()
    {
        using (AsyncClientStreamingCall<ContributePart, ContributeReply> call = Node.Rounds(consortium.Grpc).Contribute())
        {
            await call.RequestStream.WriteAsync(new ContributePart { Header = Node.Sign(attempt, Vector).ToMessage() });
            await call.RequestStream.WriteAsync(new ContributePart { Data = ByteString.CopyFrom(Vector, 0, 4) });
        }

        await consortium.StopAsync();
        Assert.Empty(Directory.GetFiles(Path.Combine(consortium["state"], "blobs", "incoming")));
    }

    private async Task NothingStaysAsync()
    {
        Assert.Empty(Directory.GetFiles(Path.Combine(consortium["state"], "blobs", "incoming")));
        await Node.ContributeAsync(consortium.Grpc, attempt, 1);
    }
}

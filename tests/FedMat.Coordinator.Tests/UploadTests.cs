using FedMat.Aggregation;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;
using Google.Protobuf;
using Grpc.Core;

namespace FedMat.Coordinator.Tests;

/// <summary>How vectors come in, and what is refused of them; the attempt ends in the right sum all the same.</summary>
public sealed class UploadTests : IAsyncLifetime
{
    private readonly Consortium consortium = new();
    private SumMember[] members = [];
    private Masked masked = null!;

    private Party Node => consortium.Nodes[0];

    private MemberTurn Turn => members[0].TurnOf(1);

    private byte[] Vector => masked.Vector.Memory.ToArray();

    /// <summary>The first node holds back its vector.</summary>
    public async Task InitializeAsync()
    {
        await consortium.StartAsync();
        await consortium.ProposeAsync(consortium.Plan());
        SumMember slow = consortium.Join(Node.Id, 1);
        slow.IsDeafTo = news => news is { WhatCase: SumNews.WhatOneofCase.Inputs, Key.Round: 1 };
        members = [slow, consortium.Join(consortium.Nodes[1].Id, 10), consortium.Join(consortium.Nodes[2].Id, 100)];
        SumNews asked = await slow.HearAsync(SumNews.WhatOneofCase.Inputs, round: 1);
        RingVector vector = new(Ring.Bits64, CountingLearner.Length) { [0] = 1 };
        masked = Turn.Mask(asked.Inputs.ToSigned<InputRequest>(), slow.State.Hash, CountingLearner.Exact, vector);
    }

    public async Task DisposeAsync() => await consortium.DisposeAsync();

    [Fact]
    public async Task Upload_InParts_GoesOnWhereItBrokeOff()
    {
        await BreakOffAsync(masked.Message, 10);
        long offset = await FindAsync(masked.Vector.Hash);
        Assert.Equal(10, offset);

        SignedMessage<InputReceipt> receipt = await Node.UploadAsync(consortium.Grpc, Header(masked.Message, offset), Vector.AsMemory((int)offset));

        Assert.True(receipt.IsSignedBy(consortium.Roster.Content.Coordinator.Key));
        Assert.Equal(new InputReceipt(masked.Session, Node.Id, masked.Vector.Hash), receipt.Content);
        await FinishAsync();
    }

    [Fact]
    public async Task Upload_ByANewerCallWhileTheOldOneSeemsAlive_TakesOver()
    {
        using AsyncClientStreamingCall<UploadPart, UploadReply> old = Node.Rounds(consortium.Grpc).Upload();
        await old.RequestStream.WriteAsync(new UploadPart { Header = Header(masked.Message, 0) });
        await old.RequestStream.WriteAsync(new UploadPart { Data = ByteString.CopyFrom(Vector[..4]) });

        // What was written may still be on its way; once the old call is there, asking ends it.
        Task<RpcException> ended = Assert.ThrowsAsync<RpcException>(() => old.ResponseAsync.WaitAsync(Party.Soon));
        while (!ended.IsCompleted)
            await FindAsync(masked.Vector.Hash);
        Assert.Equal(StatusCode.Aborted, (await ended).StatusCode);
        long offset = await FindAsync(masked.Vector.Hash);
        await Node.UploadAsync(consortium.Grpc, Header(masked.Message, offset), Vector.AsMemory((int)offset));
        await FinishAsync();
    }

    [Fact]
    public async Task Upload_AfterARestart_StartsAnewAndIsTaken()
    {
        await BreakOffAsync(masked.Message, 10);
        await consortium.RestartAsync(members);
        await members[0].HearAsync(SumNews.WhatOneofCase.Inputs, round: 1);

        await Node.UploadAsync(consortium.Grpc, Header(masked.Message, await FindAsync(masked.Vector.Hash)), Vector);

        await FinishAsync();
    }

    [Fact]
    public async Task Upload_Repeated_GetsTheSameReceiptWithoutItsBytes()
    {
        SignedMessage<InputReceipt> first = await Node.UploadAsync(consortium.Grpc, Header(masked.Message, 0), Vector);

        Assert.Equal(Vector.Length, await FindAsync(masked.Vector.Hash));
        Assert.Equal(first, await Node.UploadAsync(consortium.Grpc, Header(masked.Message, Vector.Length), ReadOnlyMemory<byte>.Empty));
        await FinishAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(32)]
    public async Task Upload_FromAnotherOffset_IsRefused(long offset) =>
        await RefusedAsync(RefusalCode.UploadOffset, Header(masked.Message, offset), Vector);

    [Theory]
    [InlineData(-8)]
    [InlineData(2)]
    [InlineData(4096)]
    public async Task Upload_WithMoreOrFewerBytesThanTheRoundAsks_IsRefused(int more) =>
        await RefusedAsync(
            RefusalCode.ContributionLength, Header(masked.Message, 0), [.. Vector.Concat(new byte[Math.Max(0, more)]).Take(Vector.Length + more)]);

    [Fact]
    public async Task Upload_OfOtherBytesThanSigned_IsRefused() =>
        await RefusedAsync(RefusalCode.ContributionPayload, Header(masked.Message, 0), [.. Vector.Reverse()]);

    [Fact]
    public async Task Upload_OfAnotherLength_IsRefused() =>
        await RefusedAsync(RefusalCode.ContributionLength, Header(Signed(input => input with { Length = int.MaxValue }), 0), Vector);

    [Fact]
    public async Task Upload_InAnotherSession_IsRefused() =>
        await RefusedAsync(RefusalCode.SetupForeign, Header(Signed(input => input with { Session = Digest.Of("other"u8) }), 0), Vector);

    [Fact]
    public async Task Upload_WithAnothersSignature_IsRefused() =>
        await RefusedAsync(
            RefusalCode.ContributionUnsigned, Header(SignedMessage<MaskedInput>.Sign(masked.Message.Content, consortium.Nodes[1].Key), 0), Vector);

    [Fact]
    public async Task Upload_InAnothersName_IsRefused()
    {
        await members[1].HearAsync(SumNews.WhatOneofCase.Inputs, round: 1);

        await RefusedAsync(RefusalCode.ContributionForeign, Header(members[1].TurnOf(1).Masked!.Message, 0), Vector);
    }

    [Fact]
    public async Task Upload_OfANodeThatThePlanDoesNotName_IsRefused()
    {
        MaskedInput input = masked.Message.Content with { Member = consortium.Outsider.Id };
        UploadHeader header = Header(SignedMessage<MaskedInput>.Sign(input, consortium.Outsider.Key), 0);

        Assert.Equal(
            RefusalCode.ContributionForeign, (await Party.RefusalOfAsync(() => consortium.Outsider.UploadAsync(consortium.Grpc, header, Vector))).Code);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(9, 1)]
    public async Task Upload_ForAnAttemptThatNeverWas_IsRefused(int round, int attempt)
    {
        UploadHeader header = Header(masked.Message, 0);
        header.Key = (Turn.Round with { Round = round, Attempt = attempt }).ToMessage();

        await RefusedAsync(RefusalCode.RoundUnknown, header, Vector);
    }

    [Fact]
    public async Task Upload_WithARefusedWord_IsRefusedAndItsVectorTakenAllTheSame()
    {
        UploadHeader header = Header(masked.Message, 0);
        header.Said.Add(members[1].TurnOf(1).Advert);

        RefusalCode code = (await Party.RefusalOfAsync(() => Node.UploadAsync(consortium.Grpc, header, Vector))).Code;

        Assert.Equal(RefusalCode.ContributionForeign, code);
        await FinishAsync();
    }

    [Fact]
    public async Task Upload_OtherThanTheFirstOnceTheListIsTold_IsLateAndConvictsNobody()
    {
        members[0].IsDeafTo = news => news is { WhatCase: SumNews.WhatOneofCase.Inputs or SumNews.WhatOneofCase.Survivors, Key.Round: 1 };
        await Node.UploadAsync(consortium.Grpc, Header(masked.Message, 0), Vector);
        await members[0].HearAsync(SumNews.WhatOneofCase.Survivors, round: 1);

        UploadHeader other = Header(Signed(input => input with { Payload = Digest.Of("other"u8) }), 0);
        Assert.Equal(RefusalCode.ContributionLate, (await Party.RefusalOfAsync(() => Node.UploadAsync(consortium.Grpc, other, Vector))).Code);

        await members[0].ComeBackAsync();
        await FinishAsync();
        Assert.False(members[1].HasHeard(SumNews.WhatOneofCase.Conviction, round: 1));
    }

    [Fact]
    public async Task Upload_OtherThanTheFirst_IsRefused()
    {
        await Node.UploadAsync(consortium.Grpc, Header(masked.Message, 0), Vector);
        UploadHeader other = Header(Signed(input => input with { Payload = Digest.Of("other"u8) }), 0);

        RefusalCode code = (await Party.RefusalOfAsync(() => Node.UploadAsync(consortium.Grpc, other, Vector))).Code;

        Assert.Contains(code, new[] { RefusalCode.ContributionRepeated, RefusalCode.ContributionLate });
        await FinishAsync();
    }

    [Fact]
    public async Task Upload_AfterTheStudy_IsRefusedAsLate()
    {
        await Node.UploadAsync(consortium.Grpc, Header(masked.Message, 0), Vector);
        await FinishAsync();

        Assert.Equal(
            RefusalCode.ContributionLate, (await Party.RefusalOfAsync(() => Node.UploadAsync(consortium.Grpc, Header(masked.Message, 0), Vector))).Code);
    }

    [Fact]
    public async Task Upload_WithoutAHeader_IsRefused()
    {
        using AsyncClientStreamingCall<UploadPart, UploadReply> call = Node.Rounds(consortium.Grpc).Upload();
        await call.RequestStream.WriteAsync(new UploadPart { Data = ByteString.CopyFrom(1) });

        Assert.Equal(RefusalCode.Malformed, (await Party.RefusalOfAsync(() => call.ResponseAsync)).Code);
    }

    /// <summary>After a refusal the vector itself is taken.</summary>
    private async Task RefusedAsync(RefusalCode code, UploadHeader header, byte[] bytes)
    {
        Assert.Equal(code, (await Party.RefusalOfAsync(() => Node.UploadAsync(consortium.Grpc, header, bytes))).Code);
        await Node.UploadAsync(consortium.Grpc, Header(masked.Message, await FindAsync(masked.Vector.Hash)), Vector);
        await FinishAsync();
    }

    private async Task FinishAsync()
    {
        Assert.Equal(StudyStatus.Completed, (await members[0].EndAsync()).Status);
        Assert.Equal(2 * 111, CountingLearner.Total(members[0].State));
    }

    private async Task BreakOffAsync(SignedMessage<MaskedInput> input, int bytes)
    {
        using CancellationTokenSource lost = new();
        using AsyncClientStreamingCall<UploadPart, UploadReply> call = Node.Rounds(consortium.Grpc).Upload(cancellationToken: lost.Token);
        await call.RequestStream.WriteAsync(new UploadPart { Header = Header(input, 0) });
        await call.RequestStream.WriteAsync(new UploadPart { Data = ByteString.CopyFrom(Vector[..bytes]) });
        string part = Path.Combine(consortium["state"], "vectors", Turn.Terms.Setup.ToString(), $"{Node.Id}.{input.Content.Payload}.part");
        using CancellationTokenSource soon = new(Party.Soon);
        while (!File.Exists(part) || new FileInfo(part).Length != bytes)
        {
            soon.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        await lost.CancelAsync();
    }

    /// <summary>Asks again while the coordinator has just started.</summary>
    private async Task<long> FindAsync(Digest payload)
    {
        using CancellationTokenSource soon = new(Party.Soon);
        while (true)
        {
            try
            {
                FindUploadRequest request = new() { Key = Turn.Round.ToMessage(), Payload = payload.ToBytes() };
                return (await Node.Rounds(consortium.Grpc).FindUploadAsync(request).ResponseAsync.WaitAsync(soon.Token)).Offset;
            }
            catch (RpcException starting) when (starting.StatusCode == StatusCode.Unavailable && !soon.IsCancellationRequested)
            {
                await Task.Yield();
            }
        }
    }

    private SignedMessage<MaskedInput> Signed(Func<MaskedInput, MaskedInput> alter) =>
        SignedMessage<MaskedInput>.Sign(alter(masked.Message.Content), Node.Key);

    private UploadHeader Header(SignedMessage<MaskedInput> input, long offset) =>
        new() { Key = Turn.Round.ToMessage(), Input = input.ToByteString(), Offset = offset };
}

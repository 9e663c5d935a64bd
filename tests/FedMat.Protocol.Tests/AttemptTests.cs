using FedMat.Crypto;

namespace FedMat.Protocol.Tests;

public sealed class AttemptTests : IDisposable
{
    private static readonly RoundId Id = new(new StudyId(Digest.Of("study"u8)), 1, 1);
    private static readonly Digest State = Digest.Of("state"u8);
    private static readonly RoundSpec Weights = new("weights", Ring.Bits32, new Block("w", 4, BlockKind.Weighted, 1, 24));
    private static readonly RoundSpec Counts = new("moments", Ring.Bits64, Block.Whole("n", 4, 32));
    private readonly List<SigningKey> keys = [.. Enumerable.Range(0, 4).Select(_ => SigningKey.Create())];
    private readonly List<Member> members;

    public AttemptTests() => members = [.. keys.Select((key, i) => Examples.Node($"m{i}", key, (byte)i))];

    public void Dispose() => keys.ForEach(key => key.Dispose());

    public static TheoryData<RefusalCode, Func<Contribution, Contribution>> Wrong() => new()
    {
        { RefusalCode.RoundUnknown, c => c with { Round = c.Round with { Attempt = 2 } } },
        { RefusalCode.RoundUnknown, c => c with { Round = c.Round with { Study = new StudyId(Digest.Of("other"u8)) } } },
        { RefusalCode.ContributionForeign, c => c with { Member = MemberId.Create() } },
        { RefusalCode.ContributionState, c => c with { State = Digest.Of("old"u8) } },
        { RefusalCode.ContributionAsk, c => c with { Ask = Digest.Of("other"u8) } },
        { RefusalCode.ContributionLength, c => c with { Length = 5 } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Check_WrongContribution_IsRefusedByNumber(RefusalCode code, Func<Contribution, Contribution> change) =>
        Assert.Equal(code, Open(Weights).Check(change(From(0)).Sign(keys[0]), Examples.Noon)?.Code);

    [Fact]
    public void Check_SignedByAnother_IsUnsigned() =>
        Assert.Equal(RefusalCode.ContributionUnsigned, Open(Weights).Check(From(0).Sign(keys[1]), Examples.Noon)?.Code);

    [Fact]
    public void Check_EveryFlippedBitOfTheSignature_IsUnsigned()
    {
        SignedContribution signed = From(0).Sign(keys[0]);
        for (int bit = 0; bit < 8 * signed.Signature.Length; bit++)
        {
            byte[] changed = [.. signed.Signature];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Equal(RefusalCode.ContributionUnsigned, Open(Weights).Check(signed with { Signature = changed }, Examples.Noon)?.Code);
        }
    }

    [Fact]
    public void Check_TheSameAgain_IsHarmless_ADifferentOneIsRepeated()
    {
        Attempt attempt = Open(Weights);
        attempt.Take(From(0), Examples.Noon);
        Assert.Null(attempt.Check(From(0).Sign(keys[0]), Examples.Noon));
        Contribution second = From(0) with { Payload = Digest.Of("second"u8) };
        Assert.Equal(RefusalCode.ContributionRepeated, attempt.Check(second.Sign(keys[0]), Examples.Noon)?.Code);
    }

    [Fact]
    public void Judge_QuorumThenGrace_GoesOnWithoutTheLateOne()
    {
        Attempt attempt = Open(Weights);
        for (int i = 0; i < 3; i++)
            attempt.Take(From(i), Examples.Noon.AddSeconds(i));
        Assert.Equal(AttemptState.Open, attempt.Judge(Examples.Noon.AddSeconds(6.9)));
        Assert.Equal(AttemptState.Complete, attempt.Judge(Examples.Noon.AddSeconds(7)));
        Assert.Equal(Examples.Noon.AddSeconds(7), attempt.NextChange);
        Assert.Equal(RefusalCode.ContributionLate, attempt.Check(From(3).Sign(keys[3]), Examples.Noon.AddSeconds(7))?.Code);
        Assert.Equal(["m3"], attempt.Missing.Select(member => member.Name));
    }

    [Fact]
    public void Judge_AllThere_IsCompleteAtOnce()
    {
        Attempt attempt = Open(Weights);
        for (int i = 0; i < 4; i++)
            attempt.Take(From(i), Examples.Noon);
        Assert.Equal(AttemptState.Complete, attempt.Judge(Examples.Noon));
    }

    [Fact]
    public void Judge_ExactSum_WaitsForEveryMember()
    {
        Attempt attempt = Open(Counts);
        for (int i = 0; i < 3; i++)
            attempt.Take(From(i), Examples.Noon);
        Assert.Equal(AttemptState.Open, attempt.Judge(Examples.Noon.AddSeconds(59)));
        Assert.Equal(AttemptState.Failed, attempt.Judge(Examples.Noon.AddSeconds(60)));
    }

    [Fact]
    public void Taken_IsInTheOrderOfIds_WhateverCameFirst()
    {
        Attempt attempt = Open(Weights);
        for (int i = 3; i >= 0; i--)
            attempt.Take(From(i), Examples.Noon);
        Assert.Equal(members.Select(member => member.Id).Order(), attempt.Taken.Select(contribution => contribution.Member));
    }

    [Fact]
    public void Take_Unchecked_IsTheCallersMistake()
    {
        Attempt attempt = Open(Weights);
        attempt.Take(From(0), Examples.Noon);
        Assert.Throws<InvalidOperationException>(() => attempt.Take(From(0) with { Payload = State }, Examples.Noon));
        Assert.Throws<InvalidOperationException>(() => attempt.Take(From(1) with { Member = MemberId.Create() }, Examples.Noon));
    }

    private Attempt Open(RoundSpec spec) =>
        new(Id, State, spec, members, new StageLimits(Quorum: 3, DeadlineSeconds: 60, GraceSeconds: 5, Attempts: 2), Examples.Noon);

    private Contribution From(int member) =>
        new(Id, members[member].Id, State, Weights.Hash, 4, Digest.Of([(byte)member]));
}

using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Wire.V1;
using Google.Protobuf;

namespace FedMat.Wire.Tests;

public sealed class RoundMessagesTests : IDisposable
{
    private static readonly RoundId Round = new(new StudyId(Digest.Of([1])), 2, 3);
    private readonly SigningKey key = SigningKey.Create();
    private readonly SignedContribution signed;

    public RoundMessagesTests() =>
        signed = new Contribution(Round, MemberId.Create(), Digest.Of([2]), Digest.Of([3]), 4, Digest.Of([5])).Sign(key);

    public void Dispose() => key.Dispose();

    [Fact]
    public void Contribution_OverTheWire_KeepsEveryFieldAndItsSignature()
    {
        SignedContribution back = ContributionHeader.Parser.ParseFrom(signed.ToMessage().ToByteArray()).ToNoun();

        Assert.Equal(signed.Contribution, back.Contribution);
        Assert.True(back.IsSignedBy(key.Public));
    }

    [Fact]
    public void Receipt_OverTheWire_StaysSigned()
    {
        Receipt receipt = Receipt.Sign(signed.Contribution, key);

        Assert.True(ContributeReply.Parser.ParseFrom(receipt.ToMessage().ToByteArray()).ToNoun(signed.Contribution).IsSignedBy(key.Public));
    }

    public static TheoryData<string, Action<ContributionHeader>> Broken => new()
    {
        { "'key' is missing", header => header.Key = null },
        { "count from 1", header => header.Key.Round = 0 },
        { "count from 1", header => header.Key.Attempt = -1 },
        { "'study'", header => header.Key.Study = ByteString.CopyFrom(1, 2) },
        { "'member'", header => header.Member = ByteString.Empty },
        { "'state'", header => header.State = ByteString.CopyFrom(new byte[31]) },
        { "'ask'", header => header.Ask = ByteString.CopyFrom(new byte[33]) },
        { "'payload'", header => header.Payload = ByteString.Empty },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Contribution_WithABrokenField_IsRefusedAndTheFieldNamed(string named, Action<ContributionHeader> breakIt)
    {
        ContributionHeader header = signed.ToMessage();
        breakIt(header);

        Refusal refusal = Assert.Throws<RefusedException>(header.ToNoun).Refusal;

        Assert.Equal(RefusalCode.Malformed, refusal.Code);
        Assert.Contains(named, refusal.Detail);
    }

    [Fact]
    public void Receipt_OfAnotherLength_IsRefused() =>
        Assert.Throws<RefusedException>(() => new ContributeReply { Receipt = ByteString.CopyFrom(1) }.ToNoun(signed.Contribution));
}

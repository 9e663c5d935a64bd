using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Wire.V1;
using Google.Protobuf;

namespace FedMat.Wire.Tests;

public sealed class RoundMessagesTests
{
    private static readonly RoundId Round = new(new StudyId(Digest.Of([1])), 2, 3);

    [Fact]
    public void Round_OverTheWire_IsTheSame() =>
        Assert.Equal(Round, RoundKey.Parser.ParseFrom(Round.ToMessage().ToByteArray()).ToNoun());

    public static TheoryData<string, RoundKey?> Broken => new()
    {
        { "'key' is missing", null },
        { "count from 1", Changed(key => key.Round = 0) },
        { "count from 1", Changed(key => key.Attempt = -1) },
        { "'study'", Changed(key => key.Study = ByteString.CopyFrom(1, 2)) },
        { "'study'", Changed(key => key.Study = ByteString.CopyFrom(new byte[33])) },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Round_WithABrokenField_IsRefusedAndTheFieldNamed(string named, RoundKey? key)
    {
        Refusal refusal = Assert.Throws<RefusedException>(() => key.ToNoun()).Refusal;

        Assert.Equal(RefusalCode.Malformed, refusal.Code);
        Assert.Contains(named, refusal.Detail);
    }

    private static RoundKey Changed(Action<RoundKey> change)
    {
        RoundKey key = Round.ToMessage();
        change(key);
        return key;
    }
}

using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Wire.V1;
using Google.Protobuf;

namespace FedMat.Wire.Tests;

public sealed class NewsMessagesTests
{
    private static readonly StudyId Study = new(Digest.Of([1]));

    [Theory]
    [InlineData(StudyStatus.Running)]
    [InlineData(StudyStatus.Completed)]
    [InlineData(StudyStatus.Stopped)]
    [InlineData(StudyStatus.Failed)]
    public void Ending_OverTheWire_IsTheSame(StudyStatus status)
    {
        StudyEnding ending = new(Study, status, "why", status == StudyStatus.Completed ? new ReleaseId(Digest.Of([9])) : null);

        Assert.Equal(ending, News.Parser.ParseFrom(ending.ToNews().ToByteArray()).StudyEnded.ToNoun());
    }

    [Fact]
    public void Plan_ThatIsNoJson_IsRefused() =>
        Assert.Equal(RefusalCode.Malformed, Assert.Throws<RefusedException>(new StudyOpened { Plan = ByteString.CopyFromUtf8("{") }.ToNoun).Refusal.Code);

    [Fact]
    public void Status_Unknown_IsRefused() =>
        Assert.Throws<RefusedException>(() => NewsMessages.ToStatus("Running"));
}

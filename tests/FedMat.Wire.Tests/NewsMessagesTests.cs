using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Wire.V1;
using Google.Protobuf;

namespace FedMat.Wire.Tests;

public sealed class NewsMessagesTests
{
    private static readonly StudyId Study = new(Digest.Of([1]));

    private static readonly AttemptNotice Notice =
        new(new RoundId(Study, 1, 2), Digest.Of([2]), Digest.Of([3]), 4, new DateTimeOffset(2030, 1, 2, 3, 4, 5, 678, TimeSpan.Zero));

    [Fact]
    public void Attempt_OverTheWire_IsTheSame() =>
        Assert.Equal(Notice, News.Parser.ParseFrom(Notice.ToNews().ToByteArray()).AttemptOpened.ToNoun());

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

    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, -1)]
    [InlineData(1, long.MaxValue)]
    public void Attempt_WithAnImpossibleNumber_IsRefused(int length, long deadline)
    {
        AttemptOpened opened = Notice.ToNews().AttemptOpened;
        opened.Length = length;
        opened.DeadlineUnixMs = deadline;

        Assert.Equal(RefusalCode.Malformed, Assert.Throws<RefusedException>(opened.ToNoun).Refusal.Code);
    }

    [Fact]
    public void Plan_ThatIsNoJson_IsRefused() =>
        Assert.Equal(RefusalCode.Malformed, Assert.Throws<RefusedException>(new StudyOpened { Plan = ByteString.CopyFromUtf8("{") }.ToNoun).Refusal.Code);

    [Fact]
    public void Status_Unknown_IsRefused() =>
        Assert.Throws<RefusedException>(() => NewsMessages.ToStatus("Running"));
}

using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Node;

namespace FedMat.Node.Tests;

public sealed class PolicyLimitsTests
{
    // A Tuesday.
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly RoundId Next = new(default, 9, 1);
    private static readonly HashSet<DayOfWeek> EveryDay = [.. Enum.GetValues<DayOfWeek>()];

    [Theory]
    [InlineData("08:00", "12:01", true)]
    [InlineData("12:00", "18:00", true)]
    [InlineData("08:00", "12:00", false)]
    [InlineData("12:01", "18:00", false)]
    [InlineData("18:00", "12:01", true)]
    [InlineData("18:00", "12:00", false)]
    public void Hours_ContainTheirBeginningAndNotTheirEnd(string from, string to, bool contains) =>
        Assert.Equal(contains, Window(from, to, EveryDay).Contains(Noon));

    [Theory]
    [InlineData(DayOfWeek.Monday, true)]
    [InlineData(DayOfWeek.Tuesday, false)]
    public void Hours_OverMidnight_BelongToTheDayOnWhichTheyBegin(DayOfWeek day, bool contains) =>
        Assert.Equal(contains, Window("20:00", "13:00", [day]).Contains(Noon));

    [Fact]
    public void Hours_OfAnotherZone_GoByItsClocks()
    {
        TimeZoneInfo zone = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(9), "test", "test");
        PolicyHours evening = new(EveryDay, new TimeOnly(20, 0), new TimeOnly(22, 0), zone);

        Assert.True(evening.Contains(Noon));
        Assert.Equal(Noon.AddHours(23), evening.NextAfter(Noon));
    }

    [Fact]
    public void Hold_OutsideTheHours_UntilTheyBegin()
    {
        NodePolicy policy = NodePolicy.BuiltIn with { Hours = [Window("20:00", "22:00", [DayOfWeek.Friday]), Window("09:00", "10:00", [DayOfWeek.Thursday])] };

        Assert.Equal(new DateTimeOffset(2030, 1, 3, 9, 0, 0, TimeSpan.Zero), PolicyLimits.Hold(policy, [], Next, 1, Noon)?.Again);
    }

    [Fact]
    public void Hold_InsideTheHours_LetsGo() =>
        Assert.Null(PolicyLimits.Hold(NodePolicy.BuiltIn with { Hours = [Window("11:00", "13:00", EveryDay)] }, [], Next, 1, Noon));

    [Theory]
    [InlineData(3, false)]
    [InlineData(2, true)]
    public void Hold_AtTheRoundsOfADay_UntilTheOldestIsADayOld(int roundsPerDay, bool isHeld)
    {
        var hold = PolicyLimits.Hold(NodePolicy.BuiltIn with { RoundsPerDay = roundsPerDay }, [Sent(-23, 1), Sent(-1, 1, round: 2)], Next, 1, Noon);

        Assert.Equal(isHeld ? Noon.AddHours(1) : null, hold?.Again);
    }

    [Theory]
    [InlineData(100, false)]
    [InlineData(99, true)]
    public void Hold_BeyondTheBytesOfADay_UntilTheOldestIsADayOld(long bytesPerDay, bool isHeld)
    {
        var hold = PolicyLimits.Hold(NodePolicy.BuiltIn with { BytesPerDay = bytesPerDay }, [Sent(-24, 1000), Sent(-2, 60)], Next, 40, Noon);

        Assert.Equal(isHeld ? Noon.AddHours(22) : null, hold?.Again);
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(1, true)]
    public void Hold_SeveralAttemptsAtARound_CountAsOneRound(int roundsPerDay, bool isHeld)
    {
        StoredUpload[] left = [Sent(-5, 1), Sent(-4, 1, attempt: 2), Sent(-3, 1, attempt: 3)];

        var hold = PolicyLimits.Hold(NodePolicy.BuiltIn with { RoundsPerDay = roundsPerDay }, left, Next, 1, Noon);

        Assert.Equal(isHeld ? Noon.AddHours(21) : null, hold?.Again);
    }

    [Fact]
    public void Hold_AnotherAttemptAtTheRound_IsNoFurtherRound() => Assert.Null(PolicyLimits.Hold(
        NodePolicy.BuiltIn with { RoundsPerDay = 1 }, [Sent(-5, 1, Next.Round)], Next with { Attempt = 2 }, 1, Noon));

    [Theory]
    [InlineData(2, true)]
    [InlineData(1, false)]
    public void Hold_BytesOfAnotherAttemptAtTheRound_AreCountedAndThoseSentAgainAreNot(int attempt, bool isHeld) => Assert.Equal(isHeld, PolicyLimits.Hold(
        NodePolicy.BuiltIn with { BytesPerDay = 150 }, [Sent(-1, 100, Next.Round)], Next with { Attempt = attempt }, 100, Noon) is not null);

    private static PolicyHours Window(string from, string to, HashSet<DayOfWeek> days) =>
        new(days, TimeOnly.ParseExact(from, "HH:mm"), TimeOnly.ParseExact(to, "HH:mm"), TimeZoneInfo.Utc);

    private static StoredUpload Sent(int hours, long bytes, int round = 1, int attempt = 1) =>
        new(new RoundId(default, round, attempt), Digest.Of("some"u8), bytes, Noon.AddHours(hours), 1, bytes, null, null);
}

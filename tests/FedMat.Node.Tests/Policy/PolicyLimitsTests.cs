using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Node;

namespace FedMat.Node.Tests;

public sealed class PolicyLimitsTests
{
    // A Tuesday.
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
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

        Assert.Equal(new DateTimeOffset(2030, 1, 3, 9, 0, 0, TimeSpan.Zero), PolicyLimits.Hold(policy, [], 1, Noon)?.Again);
    }

    [Fact]
    public void Hold_InsideTheHours_LetsGo() =>
        Assert.Null(PolicyLimits.Hold(NodePolicy.BuiltIn with { Hours = [Window("11:00", "13:00", EveryDay)] }, [], 1, Noon));

    [Theory]
    [InlineData(3, false)]
    [InlineData(2, true)]
    public void Hold_AtTheRoundsOfADay_UntilTheOldestIsADayOld(int roundsPerDay, bool isHeld)
    {
        var hold = PolicyLimits.Hold(NodePolicy.BuiltIn with { RoundsPerDay = roundsPerDay }, [Sent(-23, 1), Sent(-1, 1)], 1, Noon);

        Assert.Equal(isHeld ? Noon.AddHours(1) : null, hold?.Again);
    }

    [Theory]
    [InlineData(100, false)]
    [InlineData(99, true)]
    public void Hold_BeyondTheBytesOfADay_UntilTheOldestIsADayOld(long bytesPerDay, bool isHeld)
    {
        var hold = PolicyLimits.Hold(NodePolicy.BuiltIn with { BytesPerDay = bytesPerDay }, [Sent(-24, 1000), Sent(-2, 60)], 40, Noon);

        Assert.Equal(isHeld ? Noon.AddHours(22) : null, hold?.Again);
    }

    private static PolicyHours Window(string from, string to, HashSet<DayOfWeek> days) =>
        new(days, TimeOnly.ParseExact(from, "HH:mm"), TimeOnly.ParseExact(to, "HH:mm"), TimeZoneInfo.Utc);

    private static StoredUpload Sent(int hours, long bytes) =>
        new(new RoundId(default, 1, 1), Digest.Of("some"u8), bytes, Noon.AddHours(hours), 1, bytes, null, null);
}

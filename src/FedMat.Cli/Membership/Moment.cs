namespace FedMat.Cli.Membership;

/// <summary>Points in time as documents have them: whole seconds.</summary>
internal static class Moment
{
    public static DateTimeOffset DaysAfter(DateTimeOffset now, long days) => Whole(now).AddDays(days);

    public static DateTimeOffset Whole(DateTimeOffset now) => DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
}

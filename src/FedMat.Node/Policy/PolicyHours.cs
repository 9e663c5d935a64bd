namespace FedMat.Node;

/// <summary>A window of time in which a node contributes, in the wall-clock time of a zone.</summary>
/// <param name="Days">On which days it begins.</param>
/// <param name="From">When it begins.</param>
/// <param name="To">When it ends: on the next day where it is not after <paramref name="From"/>.</param>
/// <param name="Zone">Whose clocks.</param>
public sealed record PolicyHours(IReadOnlySet<DayOfWeek> Days, TimeOnly From, TimeOnly To, TimeZoneInfo Zone)
{
    private const int DaysOfAWeek = 7;

    /// <summary>Whether a moment lies in it.</summary>
    public bool Contains(DateTimeOffset now)
    {
        DateTime local = TimeZoneInfo.ConvertTime(now, Zone).DateTime;
        TimeOnly clock = TimeOnly.FromDateTime(local);
        DayOfWeek yesterday = local.AddDays(-1).DayOfWeek;
        return From < To
            ? Days.Contains(local.DayOfWeek) && clock >= From && clock < To
            : (Days.Contains(local.DayOfWeek) && clock >= From) || (Days.Contains(yesterday) && clock < To);
    }

    /// <summary>When it begins next, after a moment that lies outside.</summary>
    public DateTimeOffset NextAfter(DateTimeOffset now)
    {
        DateTime local = TimeZoneInfo.ConvertTime(now, Zone).DateTime;
        DateTime start = Enumerable.Range(0, DaysOfAWeek + 1)
            .Select(days => local.Date.AddDays(days) + From.ToTimeSpan())
            .First(begin => begin > local && Days.Contains(begin.DayOfWeek));
        // An hour that the clocks leave out in spring begins with the hour after it.
        if (Zone.IsInvalidTime(start))
            start = start.AddHours(1);
        return new DateTimeOffset(start, Zone.GetUtcOffset(start)).ToUniversalTime();
    }

    public override string ToString() => $"{string.Join(' ', Days.Order().Select(day => day.ToString()[..3]))} {From:HH\\:mm}-{To:HH\\:mm} {Zone.Id}";
}

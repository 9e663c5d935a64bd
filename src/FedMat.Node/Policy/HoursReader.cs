using System.Globalization;
using System.Text.Json;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Node;

/// <summary>Reads an entry of a policy's <c>hours</c>: <c>{ "days": ["mon"], "from": "20:00", "to": "06:00", "timeZone": "Europe/Berlin" }</c>.</summary>
/// <param name="invalid">Makes the error at a line and a column.</param>
internal sealed class HoursReader(Func<int, int, string, RefusedException> invalid)
{
    public static readonly IReadOnlyList<string> Keys = ["days", "from", "to", "timeZone"];

    /// <summary>In the order of <see cref="DayOfWeek"/>.</summary>
    public static readonly IReadOnlyList<string> Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    public PolicyHours Read(PlacedJson window)
    {
        if (window.Kind != JsonValueKind.Object)
            throw invalid(window.Line, window.Column, "a window of 'hours' is an object: { \"days\": [...], \"from\": \"20:00\", \"to\": \"06:00\" }");
        Dictionary<string, PlacedJson> given = [];
        foreach (PlacedMember member in window.Members)
        {
            if (!Keys.Contains(member.Key))
                throw invalid(member.Line, member.Column, $"'{member.Key}' is no key of 'hours'; known are {string.Join(", ", Keys)}.{Spelling.Hint(member.Key, Keys)}");
            if (!given.TryAdd(member.Key, member.Value))
                throw invalid(member.Line, member.Column, $"'{member.Key}' is given twice; remove one");
        }

        return new PolicyHours(
            given.TryGetValue("days", out PlacedJson? days) ? ReadDays(days) : Enum.GetValues<DayOfWeek>().ToHashSet(),
            Clock(window, given, "from"), Clock(window, given, "to"),
            given.TryGetValue("timeZone", out PlacedJson? zone) ? Zone(zone) : TimeZoneInfo.Local);
    }

    private HashSet<DayOfWeek> ReadDays(PlacedJson days)
    {
        if (days is not { Kind: JsonValueKind.Array, Items.Count: > 0 })
            throw invalid(days.Line, days.Column, $"'days' is a list of {string.Join(", ", Days)}");
        return [.. days.Items.Select(Day)];
    }

    private DayOfWeek Day(PlacedJson day)
    {
        int index = Array.IndexOf([.. Days], TextOf(day));
        return index >= 0 ? (DayOfWeek)index : throw invalid(day.Line, day.Column, $"a day is one of {string.Join(", ", Days)}");
    }

    private TimeOnly Clock(PlacedJson window, Dictionary<string, PlacedJson> given, string key)
    {
        if (!given.TryGetValue(key, out PlacedJson? value))
            throw invalid(window.Line, window.Column, $"'{key}' is missing in this window of 'hours'; add it, like \"20:00\"");
        return TimeOnly.TryParseExact(TextOf(value), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly clock)
            ? clock
            : throw invalid(value.Line, value.Column, $"'{key}' is a time of day from \"00:00\" to \"23:59\"");
    }

    private TimeZoneInfo Zone(PlacedJson value) => TextOf(value) is { } id && TimeZoneInfo.TryFindSystemTimeZoneById(id, out TimeZoneInfo? zone)
        ? zone
        : throw invalid(value.Line, value.Column, "'timeZone' is a zone that this machine knows, like \"Europe/Berlin\"; left out, it is the machine's own");

    private static string? TextOf(PlacedJson value) => value.Kind == JsonValueKind.String ? value.Scalar.GetString() : null;
}

using System.CommandLine;
using System.Globalization;

namespace FedMat.Cli.Commands;

/// <summary>A span of time that a user types: 30m, 12h, 7d.</summary>
internal static class DurationOption
{
    public static Option<TimeSpan> Create(string name, string description, TimeSpan otherwise, TimeSpan least, TimeSpan most) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => otherwise,
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (TryParse(text, out TimeSpan value) && value >= least && value <= most)
                return value;
            result.AddError($"{name} takes a span like 30m, 12h or 7d from {Text(least)} to {Text(most)}, not {text}");
            return otherwise;
        },
    };

    private static bool TryParse(string text, out TimeSpan value)
    {
        value = default;
        // Four digits keep every unit within what a TimeSpan holds.
        if (text.Length is < 2 or > 5 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int count))
            return false;
        value = text[^1] switch
        {
            'm' => TimeSpan.FromMinutes(count),
            'h' => TimeSpan.FromHours(count),
            'd' => TimeSpan.FromDays(count),
            _ => TimeSpan.Zero,
        };
        return value > TimeSpan.Zero;
    }

    private static string Text(TimeSpan span) => span.TotalDays >= 1 ? $"{span.TotalDays:0}d" : span.TotalHours >= 1 ? $"{span.TotalHours:0}h" : $"{span.TotalMinutes:0}m";
}

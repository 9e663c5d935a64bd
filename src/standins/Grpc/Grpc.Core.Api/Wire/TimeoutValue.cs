using System.Globalization;

namespace Grpc.Core.Wire;

/// <summary>The value of <c>grpc-timeout</c> (gRPC over HTTP/2, "Timeout"): at most eight digits and a unit.</summary>
internal static class TimeoutValue
{
    /// <summary>What eight digits of seconds can say.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(99_999_999);

    /// <summary>Rounds up, so that the server does not give up before the client.</summary>
    public static string Encode(TimeSpan timeout)
    {
        if (timeout <= TimeSpan.Zero)
            return "1n";
        long milliseconds = (timeout.Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond;
        string value = milliseconds <= 99_999_999
            ? $"{milliseconds}m"
            : $"{Math.Min((milliseconds + 999) / 1000, 99_999_999)}S";
        return value;
    }

    /// <summary>Null when the value is not one.</summary>
    public static TimeSpan? Decode(string? value)
    {
        if (value is not { Length: >= 2 and <= 9 }
            || !long.TryParse(value.AsSpan(0, value.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out long amount))
            return null;
        TimeSpan? timeout = value[^1] switch
        {
            'H' => TimeSpan.FromHours(amount),
            'M' => TimeSpan.FromMinutes(amount),
            'S' => TimeSpan.FromSeconds(amount),
            'm' => TimeSpan.FromMilliseconds(amount),
            'u' => TimeSpan.FromMicroseconds(amount),
            'n' => TimeSpan.FromTicks((amount + 99) / 100),
            _ => null,
        };
        return timeout > Longest ? Longest : timeout;
    }
}

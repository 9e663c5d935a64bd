using FedMat.Storage.Node;

namespace FedMat.Node;

/// <summary>When a contribution that is consented to may leave: within the policy's hours, and within its rounds and bytes of 24 hours.</summary>
internal static class PolicyLimits
{
    public static readonly TimeSpan Day = TimeSpan.FromHours(24);

    /// <param name="policy">Has the limits.</param>
    /// <param name="left">What left in the last 24 hours, of all studies.</param>
    /// <param name="bytes">Of the vector that would leave.</param>
    /// <param name="now">The moment.</param>
    /// <returns>Null when it may leave; else why not, and when to ask again at the latest.</returns>
    public static (string Why, DateTimeOffset Again)? Hold(NodePolicy policy, IEnumerable<StoredUpload> left, long bytes, DateTimeOffset now)
    {
        if (policy.Hours.Count > 0 && !policy.Hours.Any(window => window.Contains(now)))
        {
            DateTimeOffset next = policy.Hours.Min(window => window.NextAfter(now));
            return ($"it is outside the policy's hours; they begin again at {next:yyyy-MM-dd HH:mm}Z", next);
        }

        StoredUpload[] recent = [.. left.Where(upload => upload.Made > now - Day).OrderBy(upload => upload.Made)];
        if (policy.RoundsPerDay is { } rounds && recent.Length >= rounds)
            return ($"{recent.Length} masked vectors left in the last 24 hours, and 'roundsPerDay' is {rounds}", recent[recent.Length - rounds].Made + Day);
        if (policy.BytesPerDay is not { } most)
            return null;
        long sum = recent.Sum(upload => upload.Bytes);
        return sum + bytes <= most
            ? null
            : ($"{sum} bytes of masked vectors left in the last 24 hours, and {bytes} more would pass 'bytesPerDay' ({most})",
                recent.Length == 0 ? now + Day : recent[0].Made + Day);
    }
}

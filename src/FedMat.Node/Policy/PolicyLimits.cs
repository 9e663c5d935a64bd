using FedMat.Protocol;
using FedMat.Storage.Node;

namespace FedMat.Node;

/// <summary>When a contribution that is consented to may leave: within the policy's hours, and within its rounds and bytes of 24 hours.</summary>
internal static class PolicyLimits
{
    public static readonly TimeSpan Day = TimeSpan.FromHours(24);

    /// <param name="policy">Has the limits.</param>
    /// <param name="left">What left in the last 24 hours, of all studies.</param>
    /// <param name="next">The attempt that a vector would leave for; one that left for it is sent again, and counts once.</param>
    /// <param name="bytes">Of the vector that would leave.</param>
    /// <param name="now">The moment.</param>
    /// <returns>Null when it may leave; else why not, and when to ask again at the latest.</returns>
    public static (string Why, DateTimeOffset Again)? Hold(NodePolicy policy, IEnumerable<StoredUpload> left, RoundId next, long bytes, DateTimeOffset now)
    {
        if (policy.Hours.Count > 0 && !policy.Hours.Any(window => window.Contains(now)))
        {
            DateTimeOffset begin = policy.Hours.Min(window => window.NextAfter(now));
            return ($"it is outside the policy's hours; they begin again at {begin:yyyy-MM-dd HH:mm}Z", begin);
        }

        StoredUpload[] recent = [.. left.Where(upload => upload.Made > now - Day && upload.Round != next).OrderBy(upload => upload.Made)];
        return HoldRounds(policy, recent, next) ?? HoldBytes(policy, recent, bytes, now);
    }

    /// <summary>All attempts at a round count as one, as old as the last of them.</summary>
    private static (string Why, DateTimeOffset Again)? HoldRounds(NodePolicy policy, StoredUpload[] recent, RoundId next)
    {
        DateTimeOffset[] others = [.. recent
            .Where(upload => upload.Round.Study != next.Study || upload.Round.Round != next.Round)
            .GroupBy(upload => (upload.Round.Study, upload.Round.Round), upload => upload.Made)
            .Select(attempts => attempts.Max())
            .Order()];
        return policy.RoundsPerDay is { } rounds && others.Length >= rounds
            ? ($"masked vectors for {others.Length} rounds left in the last 24 hours, and 'roundsPerDay' is {rounds}", others[others.Length - rounds] + Day)
            : null;
    }

    private static (string Why, DateTimeOffset Again)? HoldBytes(NodePolicy policy, StoredUpload[] recent, long bytes, DateTimeOffset now)
    {
        long sum = recent.Sum(upload => upload.Bytes);
        return policy.BytesPerDay is { } most && sum + bytes > most
            ? ($"{sum} bytes of masked vectors left in the last 24 hours, and {bytes} more would pass 'bytesPerDay' ({most})",
                recent.Length == 0 ? now + Day : recent[0].Made + Day)
            : null;
    }
}

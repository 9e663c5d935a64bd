using FedMat.Protocol;

namespace FedMat.Cli.Membership;

/// <summary>The roster that grants what a member asks for.</summary>
/// <param name="Next">The roster.</param>
/// <param name="What">It does, in words.</param>
internal sealed record Approval(Roster Next, string What)
{
    private const long UsualDays = 365;

    /// <param name="entry">Can be approved.</param>
    /// <param name="present">The roster before.</param>
    /// <param name="now">When.</param>
    /// <param name="days">How long the member's entry is valid; null for a year, or as it was.</param>
    public static Approval Of(PendingEntry entry, Roster present, DateTimeOffset now, long? days)
    {
        switch (entry.Kind)
        {
            case PendingKind.Join:
                DateTimeOffset end = Moment.DaysAfter(now, days ?? UsualDays);
                return new Approval(NextRoster.Join(present, entry.Join!, end), $"'{entry.Name}' is a member until {end:yyyy-MM-dd}");
            case PendingKind.KeyChange:
                return new Approval(
                    NextRoster.ChangeKey(present, entry.KeyChange!, days is { } longer ? Moment.DaysAfter(now, longer) : null), $"'{entry.Name}' has other keys");
            case PendingKind.Departure:
                return new Approval(
                    NextRoster.Revoke(present, entry.Departure!.Member, Moment.Whole(now)),
                    $"'{entry.Name}' has left; releases that its rows are part of stay as they are");
            default:
                throw new ArgumentException("an invitation cannot be approved", nameof(entry));
        }
    }
}

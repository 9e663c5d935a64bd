using FedMat.Protocol;

namespace FedMat.Node;

/// <summary>A member as this node sees it.</summary>
/// <param name="Member">The roster's entry.</param>
/// <param name="Fingerprint">Of its keys.</param>
/// <param name="By">By what its key is known here.</param>
/// <param name="Confirmed">When the steward confirmed this key; null when it was not.</param>
/// <param name="Vouchers">Names of confirmed members that vouch for the key, be they enough or not.</param>
public sealed record MemberStanding(Member Member, string Fingerprint, Acquaintance By, DateTimeOffset? Confirmed, IReadOnlyList<string> Vouchers)
{
    /// <summary>Whether a sum counts it among the known: a revoked member is nobody's acquaintance.</summary>
    public bool IsKnown => Member.Revoked is null && By != Acquaintance.Unknown;

    /// <summary>How it stands, in words.</summary>
    /// <param name="vouchesNeeded">So many confirmed members make another one known.</param>
    public string Why(int vouchesNeeded) => (Member.Revoked, By) switch
    {
        ({ } since, _) => $"revoked on {since:yyyy-MM-dd}",
        (_, Acquaintance.Self) => "this node",
        (_, Acquaintance.Confirmed) => Confirmed is { } when ? $"confirmed here on {when:yyyy-MM-dd}" : "confirmed here",
        (_, Acquaintance.KeyChange) => "its own key that was known here vouches for this one",
        (_, Acquaintance.Unknown) when Member.Role == MemberRole.Administrator => "takes no part in sums",
        (_, Acquaintance.Vouched) => $"confirmed members vouch for it: {string.Join(", ", Vouchers)}",
        _ when Vouchers.Count > 0 => $"{Vouchers.Count} of {vouchesNeeded} vouches: {string.Join(", ", Vouchers)}",
        _ => "nobody here has compared its fingerprint",
    };
}

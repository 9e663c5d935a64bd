using FedMat.Crypto;

namespace FedMat.Cli.Membership;

/// <summary>
/// Self-signed certificates of a consortium. Who may call, and until when, is the roster's business, which pins their keys; so they hold
/// longer than any roster.
/// </summary>
internal static class Certificate
{
    private const int LongestName = 64;
    private static readonly TimeSpan Holds = TimeSpan.FromDays(3650);

    /// <summary>For clocks that are behind.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromHours(1);

    /// <param name="name">The common name; what goes beyond 64 characters is left out.</param>
    /// <param name="now">From an hour before, for ten years.</param>
    /// <param name="address">Of a server: its host goes into the certificate. Null for a client.</param>
    public static TlsIdentity Create(string name, DateTimeOffset now, Uri? address = null) => TlsIdentity.Create(
        name[..Math.Min(name.Length, LongestName)], now - Before, now + Holds, address is null ? null : [address.IdnHost]);
}

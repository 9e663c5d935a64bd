using FedMat.Protocol;

namespace FedMat.Node;

/// <summary>Whether keys, roster and certificate belong together and are in force.</summary>
internal static class MembershipCheck
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);

    public static IEnumerable<Diagnosis> Of(NodeOptions options, Site? site, Roster? roster, DateTimeOffset now)
    {
        if (roster is null)
        {
            yield return Diagnosis.Skipped("membership", "there is no roster to look into");
            yield break;
        }

        Member? self = roster.Named(options.Name);
        yield return Entry(roster, self, options.Name);
        if (site is not null && self is not null)
            yield return Fit(roster, self, site);
        foreach (string step in NextSteps.AboutMembership(roster, self, now))
        {
            (string found, string remedy) = Split(step);
            bool isOver = self is { Revoked: not null } || self?.NotAfter <= now || roster.NotAfter <= now;
            yield return new Diagnosis("expiry", isOver ? Health.Problem : Health.Note, found, remedy);
        }

        if (site is not null)
            yield return Certificate(site, now);
    }

    private static Diagnosis Entry(Roster roster, Member? self, string name) => self is null
        ? new Diagnosis("roster", Health.Problem, $"roster {roster.Number} names no member '{name}'", "correct the setting 'name', or ask the administrator")
        : Diagnosis.Ok("roster", $"number {roster.Number}, {roster.Members.Count(member => member.Role == MemberRole.Node && member.Revoked is null)} nodes, "
            + (roster.NotAfter is { } end ? $"in force until {end:yyyy-MM-dd}" : "without an end"));

    private static Diagnosis Fit(Roster roster, Member self, Site site)
    {
        if (self.Key != site.Key.Public)
            return new Diagnosis("keys fit", Health.Problem, $"roster {roster.Number} has another key for this member than 'keyFile'", "use the key that this member was enrolled with");
        return self.Pin == site.Tls.Pin
            ? Diagnosis.Ok("keys fit", "key and certificate are those of the roster")
            : new Diagnosis("keys fit", Health.Problem, $"roster {roster.Number} pins another certificate for this member than 'tlsFile'", "use the certificate that this member was enrolled with");
    }

    private static Diagnosis Certificate(Site site, DateTimeOffset now)
    {
        DateTimeOffset end = site.Tls.Certificate.NotAfter.ToUniversalTime();
        string found = $"this node's TLS certificate is dated until {end:yyyy-MM-dd}; the pin is what counts";
        return end - now < Soon ? new Diagnosis("certificate", Health.Note, found, "renew it with the same key: the pin stays") : Diagnosis.Ok("certificate", found);
    }

    private static (string Found, string Remedy) Split(string step)
    {
        int colon = step.LastIndexOf(": ", StringComparison.Ordinal);
        return colon < 0 ? (step, "") : (step[..colon], step[(colon + 2)..]);
    }
}

using FedMat.Protocol;
using FedMat.Storage.Agreements;

namespace FedMat.Node;

/// <summary>What a person is to do next about a node; nothing where it goes on by itself.</summary>
public static class NextSteps
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);

    /// <param name="situation">How the node stands.</param>
    /// <param name="config">The settings file, as it is typed.</param>
    /// <param name="now">The time.</param>
    public static IReadOnlyList<string> Of(NodeSituation situation, string config, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(situation);
        List<string> steps = [];
        if (!situation.IsRunning)
            steps.Add($"The node is not running; start it: fedmat node run --config {config}");
        else if (situation.Process?.Connection == Connection.Waiting)
            steps.Add($"Find out why the coordinator is not reached: fedmat node doctor --config {config}");
        foreach (StudyStanding study in situation.Studies.Where(study => study.Consent is StudyState.Waiting or StudyState.Expired))
        {
            string what = study.Consent == StudyState.Waiting ? "waits for your answer" : "has a consent that has ended";
            steps.Add($"Study {study.Id.Short} '{study.Name}' {what}: fedmat node studies --config {config}, then fedmat node approve or refuse {study.Id.Short}");
        }

        if (situation.Roster is { } roster)
            steps.AddRange(AboutMembership(roster, situation.Self, now));
        return steps;
    }

    /// <summary>What runs out, or has.</summary>
    internal static IEnumerable<string> AboutMembership(Roster roster, Member? self, DateTimeOffset now)
    {
        if (roster.NotAfter is { } end && end - now < Soon)
            yield return end <= now
                ? $"Roster {roster.Number} has expired, and nothing is contributed under it: ask the administrator for a new one"
                : $"Roster {roster.Number} expires on {end:yyyy-MM-dd}: ask the administrator for a new one";
        if (self is { Revoked: { } revoked })
            yield return $"This member was taken out of the consortium on {revoked:yyyy-MM-dd}: ask the administrator";
        else if (self is not null && self.NotAfter - now < Soon)
            yield return $"This member's entry {(self.NotAfter <= now ? "has expired" : $"expires on {self.NotAfter:yyyy-MM-dd}")}: ask the administrator for a new one";
    }
}

using FedMat.Coordinator.Hosting;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;
using Microsoft.Extensions.Logging;

namespace FedMat.Coordinator;

/// <summary>The rosters that a coordinator starts with: that of its settings and all that it saw before, of which one may have been published since.</summary>
internal static class StartRoster
{
    /// <exception cref="RefusedException">FM105, FM106, FM111, FM503 or FM504, with the file and what to do.</exception>
    /// <returns>The newest first.</returns>
    public static async Task<IReadOnlyList<Signed<Roster>>> FindAsync(CoordinatorOptions options, CoordinatorStore store, DateTimeOffset now, CancellationToken cancellation)
    {
        Signed<Roster> file = Read(options);
        IReadOnlyList<Signed<Roster>> seen = await store.RostersAsync(cancellation).ConfigureAwait(false);
        if (seen is [{ } stored, ..] && stored.Content.Number > file.Content.Number)
        {
            RequireTrusted(stored, $"roster {stored.Content.Number} in {options.Folder}", options);
            return seen;
        }

        if (seen is [{ } before, ..] && file.Content.Number > before.Content.Number && NotAfter(before, seen, file) is { } gap)
            throw new RefusedException(gap with { Detail = $"{options.RosterFile}: {gap.Detail}" });
        if (await store.SeeRosterAsync(file, cancellation).ConfigureAwait(false) is { } refusal)
            throw new RefusedException(refusal with { Detail = $"{options.RosterFile}: {refusal.Detail}" });
        if (seen is [{ } newest, ..] && newest.Content.Number == file.Content.Number)
            return seen;
        AuditEntry entry = new(now, "coordinator", "read a roster", $"number {file.Content.Number}, {file.Content.Members.Count} members, SHA-256 {file.Hash}");
        await store.Audit.WriteAsync(entry, cancellation).ConfigureAwait(false);
        return [file, .. seen];
    }

    /// <summary>Says so where the roster is not that of the file.</summary>
    public static void Tell(Signed<Roster> roster, CoordinatorOptions options, ILogger log)
    {
        int number = Read(options).Content.Number;
        if (number < roster.Content.Number)
            Log.RosterStored(log, roster.Content.Number, options.RosterFile, number);
    }

    /// <summary>A file may leave numbers out that were published elsewhere; all else holds for it as for a roster that is published.</summary>
    private static Refusal? NotAfter(Signed<Roster> newest, IReadOnlyList<Signed<Roster>> seen, Signed<Roster> file) =>
        Roster.IsTrusted(file, newest.Content.Root)
            ? RosterSuccession.CheckEntries(seen, file.Content)
            : new Refusal(RefusalCode.RosterNotSigned, $"roster {file.Content.Number} is signed by a root key that roster {newest.Content.Number} has left behind; sign it with the present one");

    private static Signed<Roster> Read(CoordinatorOptions options)
    {
        string file = options.RosterFile;
        try
        {
            Signed<Roster> roster = Signed<Roster>.Parse(CoordinatorIdentity.ReadFile("rosterFile", file));
            RequireTrusted(roster, $"{file}: the roster", options);
            return roster;
        }
        catch (FormatException error)
        {
            throw new RefusedException(RefusalCode.SettingInvalid, $"{file}: 'rosterFile' is no roster: {error.Message}", error);
        }
    }

    private static void RequireTrusted(Signed<Roster> roster, string what, CoordinatorOptions options)
    {
        if (!Roster.IsTrusted(roster, options.Root))
            throw new RefusedException(
                RefusalCode.RosterNotSigned,
                $"{what} is not signed by the key in 'root' of {options.Source}, nor by a successor that it named; ask the administrator for the roster of this consortium");
    }
}

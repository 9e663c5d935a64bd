using FedMat.Protocol;

namespace FedMat.Cli.Membership;

/// <summary>What was made, and what its maker does next.</summary>
internal static class FoundingText
{
    public static IEnumerable<string> Lines(Founding founding, string folder, Roster roster)
    {
        string own = Shell.Quote(Path.Combine(folder, Founding.AdministratorFolder));
        string server = Shell.Quote(Path.Combine(folder, Founding.ServerFolder));
        return
        [
            $"consortium '{founding.Name}' is in {Shell.Quote(folder)}",
            $"  {own}: root.key (sealed), identity.key, tls.pem, roster.json, consortium.json, downloads.pem",
            $"  {server}: coordinator.json, identity.key, tls.pem, https.pem, roster.json",
            $"root key {roster.Root}",
            $"fingerprint of the root key {roster.Root.Fingerprint}",
            $"roster 1 is valid until {roster.NotAfter:yyyy-MM-dd}",
            "",
            "next:",
            $"  1. Move {server} to the server, for the coordinator's user alone, and run there: fedmat coordinator run --config coordinator.json",
            $"  2. Move {own}/root.key to a medium that lies in a safe, with a second copy elsewhere. Commands that sign a roster take it with --root-key.",
            "     Whoever loses it or its passphrase cannot change the roster again: name a successor (fedmat coordinator root name-successor).",
            $"  3. Invite the members: fedmat coordinator invite --member NAME --as {own}",
        ];
    }
}

using System.Reflection;

namespace FedMat.Wire;

/// <summary>What this program speaks; exchanged at hello.</summary>
public static class Versions
{
    /// <summary>The versions of the protocol that this program speaks, the newest first.</summary>
    public static IReadOnlyList<uint> Protocols { get; } = [2];

    /// <summary>What this program can do beyond the protocol's core; a party uses what both sides name.</summary>
    public static IReadOnlyList<string> Capabilities { get; } = ["secure-sum/1"];

    /// <summary>The program's own version, for people.</summary>
    public static string Product { get; } =
        typeof(Versions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>The newest version that both sides speak, or null.</summary>
    public static uint? Choose(IEnumerable<uint> offered)
    {
        HashSet<uint> theirs = [.. offered];
        return Protocols.Where(theirs.Contains).Select(version => (uint?)version).FirstOrDefault();
    }
}

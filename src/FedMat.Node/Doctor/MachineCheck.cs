using System.Globalization;
using FedMat.Storage;

namespace FedMat.Node;

/// <summary>What the machine gives: room, rights, time zone, proxies.</summary>
internal static class MachineCheck
{
    private const long Megabyte = 1 << 20;
    private const long LeastRoom = 100 * Megabyte;
    private const long GoodRoom = 1024 * Megabyte;
    private static readonly string[] ProxyVariables = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];

    public static IEnumerable<Diagnosis> Of(NodeOptions options)
    {
        yield return Folder(options.Folder);
        yield return Room(options.Folder);
        yield return Diagnosis.Ok("time zone", $"{TimeZoneInfo.Local.Id}, {TimeZoneInfo.Local.BaseUtcOffset:hh\\:mm} {(TimeZoneInfo.Local.BaseUtcOffset < TimeSpan.Zero ? "behind" : "before")} UTC; logs and ledgers are in UTC");
        yield return Proxy(options);
    }

    private static Diagnosis Folder(string folder)
    {
        const string Check = "state folder";
        if (!Directory.Exists(folder))
            return new Diagnosis(Check, Health.Note, $"{folder} is not there yet", "the first start makes it");
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(folder) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)) != 0)
            return new Diagnosis(Check, Health.Problem, $"others than its owner may look into {folder}", $"run: chmod 700 '{folder}'");
        return Diagnosis.Ok(Check, FolderLock.IsHeld(folder) ? "a node is running on it" : "no node is running on it");
    }

    private static Diagnosis Room(string folder)
    {
        const string Check = "disk";
        string there = folder;
        while (!Directory.Exists(there))
            there = Path.GetDirectoryName(there)!;
        try
        {
            long free = new DriveInfo(there).AvailableFreeSpace;
            string found = string.Create(CultureInfo.InvariantCulture, $"{free / Megabyte} MB free in {folder}");
            return free switch
            {
                < LeastRoom => new Diagnosis(Check, Health.Problem, found, "make room: a node without it stops"),
                < GoodRoom => new Diagnosis(Check, Health.Note, found, "make room soon"),
                _ => Diagnosis.Ok(Check, found),
            };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new Diagnosis(Check, Health.Note, $"the room in {folder} is not known: {error.Message}", "look yourself");
        }
    }

    private static Diagnosis Proxy(NodeOptions options)
    {
        const string Check = "proxy";
        if (options.Proxy.Web is not null)
            return Diagnosis.Ok(Check, options.Proxy.For(options.Coordinator) is { } address ? $"connections go through {address.Authority}" : "the environment names none for the coordinator");
        string[] seen = [.. ProxyVariables.Where(name => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name)))];
        return seen.Length == 0
            ? Diagnosis.Ok(Check, "none")
            : new Diagnosis(Check, Health.Note, $"the environment sets {string.Join(", ", seen)}, which is not used", "if the node is to use it, set \"proxy\": \"environment\"");
    }
}

using System.CommandLine;
using FedMat.Cli.Membership;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Cli.Commands;

/// <summary>`fedmat coordinator init`: a new consortium.</summary>
internal static class InitCommand
{
    public static Command Create()
    {
        Argument<DirectoryInfo> folder = new("folder") { Description = "A new or an empty folder." };
        Option<string> name = new("--name") { Description = "What the consortium is called.", Required = true };
        Option<Uri?> at = HttpsAddress.HostPort("--at", "Where nodes and administrators will reach the coordinator, HOST:PORT.", required: true);
        Option<Uri?> https = HttpsAddress.HostPort("--https", "Where releases will be downloaded, HOST:PORT; without it the port after that of --at.", required: false);
        Option<long> days = AdministratorOptions.ValidDays("How long roster 1 and the administrator in it are valid, in days.");
        Command command = new("init", "Make a consortium: its root key, the administrator's and the coordinator's keys, and roster 1.")
        {
            folder, name, at, https, days, AdministratorOptions.PassphraseFile,
        };
        command.SetAction(parsed =>
        {
            Uri coordinator = parsed.GetRequiredValue(at)!;
            DateTimeOffset now = TimeProvider.System.GetUtcNow();
            Founding founding = new(Name(parsed.GetRequiredValue(name)), coordinator, parsed.GetValue(https) ?? NextPort(coordinator), Moment.DaysAfter(now, parsed.GetValue(days)));
            return Found(founding, parsed.GetRequiredValue(folder).ToString(), parsed.GetValue(AdministratorOptions.PassphraseFile)?.FullName, now);
        });
        return command;
    }

    private static int Found(Founding founding, string folder, string? passphraseFile, DateTimeOffset now)
    {
        NewFolder.RequireFree(folder);
        Signed<Roster> roster = founding.Write(folder, PassphrasePrompt.Choose(passphraseFile, "the root key"), now);
        foreach (string line in FoundingText.Lines(founding, folder, roster.Content))
            Console.Out.WriteLine(line);
        return ExitCode.Done;
    }

    private static Uri NextPort(Uri coordinator) => coordinator.Port < ushort.MaxValue
        ? new UriBuilder(coordinator) { Port = coordinator.Port + 1 }.Uri
        : throw new InputException($"no port comes after {coordinator.Port}", "Add --https HOST:PORT.");

    private static string Name(string name)
    {
        try
        {
            MemberName.Require(name, "the consortium's name");
            return name;
        }
        catch (FormatException error)
        {
            throw new InputException(error.Message, "Give another --name.", cause: error);
        }
    }
}

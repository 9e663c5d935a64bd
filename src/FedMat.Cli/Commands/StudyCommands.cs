using System.CommandLine;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Cli.Commands;

/// <summary>`fedmat coordinator study ...`: propose a study, watch it, and decide what it waits for no longer.</summary>
internal static class StudyCommands
{
    private static readonly Option<Uri?> At = AdministratorOptions.At;
    private static readonly Option<DirectoryInfo> As = AdministratorOptions.As;
    private static readonly Option<FileInfo?> PassphraseFile = AdministratorOptions.PassphraseFile;

    private static readonly Argument<string> Id = new("id") { Description = "The study's id: the 64 digits that propose printed." };

    public static Command Create() => new("study", "Draft a plan, propose a study, watch it, go on without a member, stop.") { DraftCommand.Create(), Propose(), Watch(), LeaveOut(), Stop() };

    private static Command Propose()
    {
        Argument<FileInfo> file = new("plan") { Description = "The plan as JSON." };
        Command command = new("propose", "Sign a plan and open its study.") { file, At, As, PassphraseFile };
        command.SetAction(async (parsed, cancellation) =>
        {
            Plan plan = ReadPlan(parsed.GetRequiredValue(file).FullName);
            using AdministratorParty party = ReadParty(parsed);
            using AdministratorLink link = Connect(parsed, party);
            StudyId study = await link.ProposeAsync(Signed<Plan>.Sign(plan, party.Key), cancellation).ConfigureAwait(false);
            Console.Out.WriteLine(study);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Watch()
    {
        Command command = new("watch", "Show how a study stands until it ends.") { Id, At, As, PassphraseFile };
        command.SetAction(async (parsed, cancellation) =>
        {
            StudyId study = ReadId(parsed);
            using AdministratorParty party = ReadParty(parsed);
            using AdministratorLink link = Connect(parsed, party);
            Wire.V1.StudyProgress last = await new StudyScreen().FollowAsync(link.WatchAsync(study, cancellation)).ConfigureAwait(false);
            Console.Out.WriteLine(last.Status == "completed" ? $"completed: release {Convert.ToHexStringLower(last.Release.Span)}" : $"{last.Status}: {last.Reason}");
            return last.Status == "completed" ? ExitCode.Done : ExitCode.World;
        });
        return command;
    }

    private static Command LeaveOut()
    {
        Option<string> name = new("--member") { Description = "The member's name in the roster.", Required = true };
        Option<string> reason = new("--reason") { Description = "Why, for the others.", DefaultValueFactory = _ => "" };
        const string What = "Let the exact sums of a study go without a member, for good, but for sums over rows that it was in an exact sum of before. "
            + "Training rounds take it in again when it comes back.";
        Command command = new("leave-out", What)
        {
            Id, name, reason, At, As, PassphraseFile,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            StudyId study = ReadId(parsed);
            using AdministratorParty party = ReadParty(parsed);
            Member member = FindMember(party.Roster, parsed.GetRequiredValue(name));
            using AdministratorLink link = Connect(parsed, party);
            await link.LeaveOutAsync(study, member.Id, parsed.GetValue(reason)!, cancellation).ConfigureAwait(false);
            Console.Out.WriteLine($"the exact sums of study {study.Short} go without '{member.Name}'");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Stop()
    {
        Option<string> reason = new("--reason") { Description = "Why, for the others.", DefaultValueFactory = _ => "" };
        Command command = new("stop", "End a running study without a release.") { Id, reason, At, As, PassphraseFile };
        command.SetAction(async (parsed, cancellation) =>
        {
            StudyId study = ReadId(parsed);
            using AdministratorParty party = ReadParty(parsed);
            using AdministratorLink link = Connect(parsed, party);
            await link.StopAsync(study, parsed.GetValue(reason)!, cancellation).ConfigureAwait(false);
            Console.Out.WriteLine($"study {study.Short} has ended");
            return ExitCode.Done;
        });
        return command;
    }

    private static AdministratorParty ReadParty(ParseResult parsed) => AdministratorOptions.ReadParty(parsed);

    private static AdministratorLink Connect(ParseResult parsed, AdministratorParty party) =>
        AdministratorLink.To(AdministratorOptions.Address(parsed, party), party.Tls, party.Roster.Coordinator.Pin, party.Consortium?.Proxy);

    private static StudyId ReadId(ParseResult parsed) => StudyId.TryParse(parsed.GetRequiredValue(Id), out StudyId study)
        ? study
        : throw new InputException($"'{parsed.GetRequiredValue(Id)}' is no study id", "Give the 64 digits that propose printed.");

    private static Member FindMember(Roster roster, string name)
    {
        Member[] nodes = [.. roster.Members.Where(member => member.Role == MemberRole.Node)];
        return nodes.FirstOrDefault(node => node.Name == name)
            ?? throw new InputException($"the roster names no member '{name}'", $"Give --member one of: {string.Join(", ", nodes.Select(node => node.Name))}.");
    }

    public static Plan ReadPlan(string path)
    {
        try
        {
            Plan plan = CanonicalJson.Read<Plan>(File.ReadAllBytes(path));
            plan.Validate();
            return plan;
        }
        catch (FormatException error)
        {
            throw new InputException(error.Message, "Correct the plan; docs/fold.md lists its keys.", path, cause: error);
        }
    }
}

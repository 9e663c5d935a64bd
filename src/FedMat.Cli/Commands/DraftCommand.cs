using System.CommandLine;
using System.Globalization;
using FedMat.Learning;
using FedMat.Materials;
using FedMat.Protocol;
using FedMat.Storage;

namespace FedMat.Cli.Commands;

/// <summary>`fedmat coordinator study draft`: writes a plan, for people to read before anybody is asked.</summary>
internal static class DraftCommand
{
    private const int DefaultRounds = 40;

    private static readonly Argument<FileInfo> Out = new("plan") { Description = "The file to write; it must not be there yet." };
    private static readonly Option<FileInfo> Contract = new("--contract") { Description = "The data contract: what a row is.", Required = true };
    private static readonly Option<string> Purpose = new("--purpose") { Description = "Why it is done, in a sentence. Stewards read it when they decide.", Required = true };
    private static readonly Option<string> Licence = new("--licence") { Description = "The licence of the release.", Required = true };
    private static readonly Option<string> Users = new("--users") { Description = "Who may use the release.", Required = true };
    private static readonly Option<string> Until = new("--until") { Description = "Until which day, as 2030-12-31.", Required = true };
    private static readonly Option<string> Members = new("--members") { Description = "Names of the members, with commas; all nodes of the roster without it.", DefaultValueFactory = _ => "" };
    private static readonly Option<string> Learner = new("--learner") { Description = "A learner's name, or its settings as JSON.", DefaultValueFactory = _ => "auto" };
    private static readonly Option<long> Rounds = NumberOption.Create("--rounds", "Training rounds.", DefaultRounds, 1, 100_000);
    private static readonly Option<long> Cell = NumberOption.Create("--minimum-cell", "Nothing exact is summed over fewer of a member's rows.", 3, 1, 1000);
    private static readonly Option<long> Fewest = NumberOption.Create("--minimum-members", "Every sum covers so many honest members.", 2, 2, 1000);
    private static readonly Option<long?> Seed = new("--seed") { Description = "All that is drawn without being secret is drawn from it; drawn itself without it." };

    public static Command Create()
    {
        Command command = new("draft", "Write a plan to a file: for the roster's nodes, with the settings of `fedmat simulate`. Nobody is asked yet.")
        {
            Out, Contract, Purpose, Licence, Users, Until, Members, Learner, Rounds, Cell, Fewest, Seed, AdministratorOptions.As, AdministratorOptions.PassphraseFile,
        };
        command.SetAction(parsed =>
        {
            FileInfo file = parsed.GetRequiredValue(Out);
            if (file.Exists)
                throw new InputException("this file is there already", "Give a new name, or remove it.", file.ToString());
            using AdministratorParty party = AdministratorOptions.ReadParty(parsed);
            Plan plan = Draft(parsed, party);
            AtomicFile.Write(file.FullName, CanonicalJson.WriteIndented(plan));
            Console.Out.WriteLine($"{file}: '{plan.Name}' for {plan.Members.Count} members; its id is {plan.Id.Short}. A change of one letter makes it another plan.");
            return ExitCode.Done;
        });
        return command;
    }

    private static Plan Draft(ParseResult parsed, AdministratorParty party)
    {
        FileInfo contract = parsed.GetRequiredValue(Contract);
        PlanDraft draft = new(
            DataContract.Parse(InputFile.Read(contract), contract.ToString()),
            parsed.GetValue(Members)!.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            parsed.GetValue(Learner)!,
            parsed.GetRequiredValue(Purpose),
            new ReleaseTerms(parsed.GetRequiredValue(Licence), parsed.GetRequiredValue(Users), Day(parsed.GetRequiredValue(Until))),
            (int)parsed.GetValue(Rounds),
            (int)parsed.GetValue(Cell),
            (int)parsed.GetValue(Fewest),
            parsed.GetValue(Seed));
        try
        {
            Plan plan = draft.For(party.Roster, party.Self.Id, TimeProvider.System.GetUtcNow());
            Learners.For(plan);
            return plan;
        }
        catch (FormatException error)
        {
            throw new InputException(error.Message, "Correct the option that says so.", cause: error);
        }
    }

    private static DateTimeOffset Day(string text) =>
        DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset day)
            ? day.AddDays(1)
            : throw new InputException($"--until is a day like 2030-12-31, not '{text}'", "Correct it.");
}

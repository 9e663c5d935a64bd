using System.CommandLine;
using FedMat.Cli.Consent;
using FedMat.Node;
using FedMat.Protocol;
using Spectre.Console;
using Table = Spectre.Console.Table;

namespace FedMat.Cli.Commands;

/// <summary>`fedmat node policy ...`: whether the policy file is right, and what it says to a plan.</summary>
internal static class PolicyCommands
{
    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON document." };

    public static Command Create() => new("policy", "The node's policy: which studies it allows, refuses, or asks a person about.") { Test(), Check() };

    private static Command Test()
    {
        Argument<FileInfo> file = new("plan") { Description = "A plan as JSON." };
        Command command = new("test", "What the policy says to a plan: every rule, and the one that decides. Nothing is answered.") { file, HostCommands.Config, Json };
        command.SetAction(async (parsed, cancellation) =>
        {
            Plan plan = StudyCommands.ReadPlan(parsed.GetRequiredValue(file).FullName);
            using StewardDesk desk = StewardDesk.Open(Options(parsed), TimeProvider.System);
            PolicyJudgement judgement = await desk.JudgeAsync(plan, cancellation).ConfigureAwait(false);
            if (parsed.GetValue(Json))
                ModelCommands.Print(StudyDocument.Of(judgement));
            else
                Print(judgement, desk.Policy);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Check()
    {
        Command command = new("check", "Whether the policy file is right; a mistake is named with its line and column. Says which of its members the newest roster does not have.") { HostCommands.Config, Json };
        command.SetAction(parsed =>
        {
            NodeOptions options = Options(parsed);
            NodePolicy policy = NodePolicy.Read(options);
            // Without names in it the policy is checked before there is a roster, too.
            IReadOnlyList<string> unknown = policy.With.Count + policy.NeverWith.Count == 0 ? [] : policy.NamesNotIn(KnownRoster.Newest(options));
            if (parsed.GetValue(Json))
                ModelCommands.Print(new { isRight = true, policy.File, policy.Name, namesNotInRoster = unknown });
            else
                Console.Out.WriteLine(policy.File is { } path ? $"{path} is right: policy '{policy.Name}'." : "The settings name no 'policyFile': the built-in policy asks for everything.");
            if (unknown.Count > 0 && !parsed.GetValue(Json))
                Console.Out.WriteLine($"The newest roster has nobody of these names: {TerminalText.Plain(string.Join(", ", unknown.Select(name => $"'{name}'")))}.");
            return ExitCode.Done;
        });
        return command;
    }

    private static NodeOptions Options(ParseResult parsed) => NodeOptions.Read(parsed.GetRequiredValue(HostCommands.Config).FullName);

    /// <summary>Every rule, and what it says. The reasons have a plan's words in them.</summary>
    internal static Table Rules(PolicyJudgement judgement)
    {
        Table table = new Table { Border = TableBorder.Simple }.AddColumns("rule", "says", "why");
        foreach (PolicyVerdict verdict in judgement.Verdicts)
            table.AddRow(Markup.Escape(verdict.Rule), PolicyRules.Word(verdict.Answer), Markup.Escape(TerminalText.Plain(verdict.Reason)));
        return table;
    }

    private static void Print(PolicyJudgement judgement, NodePolicy policy)
    {
        AnsiConsole.Write(Rules(judgement));
        Console.Out.WriteLine($"Policy '{policy.Name}' says {PolicyRules.Word(judgement.Answer)}: the rule '{judgement.Deciding.Rule}' decides.");
    }
}

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
        Command command = new("check", "Whether the policy file is right; a mistake is named with its line and column.") { HostCommands.Config, Json };
        command.SetAction(parsed =>
        {
            NodePolicy policy = NodePolicy.Read(Options(parsed));
            if (parsed.GetValue(Json))
                ModelCommands.Print(new { isRight = true, policy.File, policy.Name });
            else
                Console.Out.WriteLine(policy.File is { } path ? $"{path} is right: policy '{policy.Name}'." : "The settings name no 'policyFile': the built-in policy asks for everything.");
            return ExitCode.Done;
        });
        return command;
    }

    private static NodeOptions Options(ParseResult parsed) => NodeOptions.Read(parsed.GetRequiredValue(HostCommands.Config).FullName);

    private static void Print(PolicyJudgement judgement, NodePolicy policy)
    {
        Table table = new Table { Border = TableBorder.Simple }.AddColumns("rule", "says", "why");
        foreach (PolicyVerdict verdict in judgement.Verdicts)
            table.AddRow(Markup.Escape(verdict.Rule), PolicyRules.Word(verdict.Answer), Markup.Escape(verdict.Reason));
        AnsiConsole.Write(table);
        Console.Out.WriteLine($"Policy '{policy.Name}' says {PolicyRules.Word(judgement.Answer)}: the rule '{judgement.Deciding.Rule}' decides.");
    }
}

using System.CommandLine;
using FedMat.Node;
using FedMat.Storage.Node;

namespace FedMat.Cli.Commands;

/// <summary>`fedmat node leave`: a member's word that it leaves, and what it cannot take back.</summary>
internal static class LeaveCommand
{
    private const int LongestReason = 500;

    public static Command Create()
    {
        Option<string> reason = new("--reason") { Description = "For the others.", Required = true };
        reason.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value.Length: > LongestReason }])
                result.AddError($"--reason has at most {LongestReason} characters");
        });
        Command command = new("leave", "Leave the consortium. What was published with this node's help stays as it is.") { HostCommands.Config, reason };
        command.SetAction(async (parsed, cancellation) =>
        {
            NodeOptions options = NodeOptions.Read(parsed.GetRequiredValue(HostCommands.Config).FullName);
            using SiteMember member = SiteMember.Open(options, TimeProvider.System);
            await member.LeaveAsync(parsed.GetRequiredValue(reason), cancellation).ConfigureAwait(false);
            Console.Out.WriteLine($"'{member.Self.Name}' has said that it leaves; the administrator is told and takes it out of the roster. Until then the node may go on running; stop it to contribute nothing more.");
            Tell(options);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Tell(NodeOptions options)
    {
        using NodeView? view = NodeView.Open(options.Folder);
        IReadOnlyList<Contribution> contributions = Contribution.Of(view);
        if (contributions.Count == 0)
        {
            Console.Out.WriteLine("This node has contributed to no study: nothing of its data is in any model.");
            return;
        }

        Console.Out.WriteLine("What stays: sums of these studies contain what this node contributed, and so do the models and releases made of them. They cannot be taken back.");
        foreach (Contribution contribution in contributions)
            Console.Out.WriteLine($"  {contribution.Study.Short}  {contribution.Name}: {contribution.Rounds} rounds, {contribution.Status.ToString().ToLowerInvariant()}");
        Console.Out.WriteLine($"Keep the folder {options.Folder}: it is the record of what left.");
    }
}

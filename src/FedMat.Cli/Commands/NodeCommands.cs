using System.CommandLine;
using FedMat.Node;

namespace FedMat.Cli.Commands;

/// <summary>`fedmat node ...`: what the data steward types.</summary>
internal static class NodeCommands
{
    public static Command Create() => new("node", "The node of a lab: keeps the data and trains there.")
    {
        HostCommands.Create("run", "Run the node until it is told to stop.", (config, stop) => NodeHost.RunAsync(NodeOptions.Read(config), stop)),
        JoinCommand.Create(),
        MemberCommands.Create(),
        KeyCommands.Create(),
        LeaveCommand.Create(),
        RecordCommands.Import(),
        RecordCommands.Data(),
        CheckCommand.Create(),
        CompareCommand.Create(),
        StatusCommand.Create(),
        DoctorCommand.Create(),
        LedgerCommands.Create(),
        ConsentCommands.Studies(),
        ConsentCommands.Approve(),
        ConsentCommands.Refuse(),
        ConsentCommands.Withdraw(),
        PolicyCommands.Create(),
        PreviewCommand.Create(),
    };
}

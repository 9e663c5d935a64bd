using System.CommandLine;
using FedMat.Coordinator;

namespace FedMat.Cli.Commands;

/// <summary>`fedmat coordinator ...`: what the consortium's administrator types.</summary>
internal static class CoordinatorCommands
{
    public static Command Create() => new("coordinator", "The coordinator of a consortium: adds up and publishes.")
    {
        HostCommands.Create("run", "Run the coordinator until it is told to stop.", (config, stop) => CoordinatorHost.RunAsync(CoordinatorOptions.Read(config), stop)),
        InitCommand.Create(),
        MembershipCommands.Invite(),
        MembershipCommands.Members(),
        ApproveCommand.Create(),
        MembershipCommands.Decline(),
        MembershipCommands.Revoke(),
        RosterCommands.Create(),
        RosterCommands.RotateKey(),
        RootCommands.Create(),
        StudyCommands.Create(),
        AuditCommand.Create(),
    };
}

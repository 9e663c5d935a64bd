using System.CommandLine;
using FedMat.Cli.Commands;
using FedMat.Storage;

namespace FedMat.Cli.Tests;

/// <summary>The units that run a node and a coordinator for good.</summary>
public sealed class ServiceUnitTests
{
    private static readonly RootCommand Root = new() { CoordinatorCommands.Create(), NodeCommands.Create() };

    public static TheoryData<string> Units => ["node-config/systemd/fedmat-node.service", "coordinator/deploy/fedmat-coordinator.service"];

    [Theory]
    [MemberData(nameof(Units))]
    public void Unit_StartsACommandThatThereIs(string unit)
    {
        string command = Value(unit, "ExecStart");
        Assert.StartsWith("/opt/fedmat/fedmat ", command, StringComparison.Ordinal);
        Assert.Empty(Root.Parse(command["/opt/fedmat/fedmat ".Length..]).Errors);
    }

    [Theory]
    [MemberData(nameof(Units))]
    public void Unit_HandsThePassphraseOverUnderTheNameThatIsLookedFor(string unit) =>
        Assert.StartsWith($"{Passphrase.Credential}:", Value(unit, "LoadCredential"), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Units))]
    public void Unit_GivesAwayNothingThatIsNotNeeded(string unit)
    {
        Assert.Equal(("strict", "yes", "yes", ""), (Value(unit, "ProtectSystem"), Value(unit, "NoNewPrivileges"), Value(unit, "ProtectHome"), Value(unit, "CapabilityBoundingSet")));
        Assert.Equal(("0700", "0077"), (Value(unit, "StateDirectoryMode"), Value(unit, "UMask")));
    }

    [Theory]
    [MemberData(nameof(Units))]
    public void Unit_DoesNotStartAgainAfterAMistakeInTheSettings(string unit) =>
        Assert.Equal($"{ExitCode.User}", Value(unit, "RestartPreventExitStatus"));

    private static string Value(string unit, string key) =>
        Assert.Single(File.ReadAllLines(Checkout.File(unit)), line => line.StartsWith($"{key}=", StringComparison.Ordinal))[(key.Length + 1)..];
}

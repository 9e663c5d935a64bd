using System.CommandLine;
using FedMat.Node;

namespace FedMat.Cli.Commands;

/// <summary>`fedmat node keys ...`: new keys, and a new certificate for the present ones.</summary>
internal static class KeyCommands
{
    public static Command Create() => new("keys", "The node's own keys: take new ones, renew the certificate.") { Rotate(), Renew() };

    private static Command Rotate()
    {
        Command command = new("rotate", "Take a new identity key and a new TLS key, while the node is stopped.") { HostCommands.Config, JoinCommand.Wait };
        command.SetAction(async (parsed, cancellation) =>
        {
            NodeOptions options = NodeOptions.Read(parsed.GetRequiredValue(HostCommands.Config).FullName);
            using KeyRotation rotation = await KeyRotation.BeginAsync(options, TimeProvider.System, cancellation).ConfigureAwait(false);
            if (!rotation.IsPublished)
            {
                Console.Out.WriteLine("New keys were made beside the present ones. Read this to the administrator, who approves them:");
                JoinCommand.ShowFingerprint(rotation.Fingerprint);
            }

            int roster = await FinishAsync(rotation, parsed.GetValue(JoinCommand.Wait), cancellation).ConfigureAwait(false);
            Console.Out.WriteLine($"Roster {roster} names the new keys, and they are in use. Start the node again.");
            Console.Out.WriteLine($"Once it runs, delete the old ones: {Shell.Quote(options.KeyFile + ".old")} and {Shell.Quote(options.TlsFile + ".old")}");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Renew()
    {
        Command command = new("renew", "Make a new certificate for the present TLS key. The pin stays, and nobody needs to be told.") { HostCommands.Config };
        command.SetAction(parsed =>
        {
            NodeOptions options = NodeOptions.Read(parsed.GetRequiredValue(HostCommands.Config).FullName);
            DateTimeOffset end = KeyRenewal.Renew(options, TimeProvider.System);
            Console.Out.WriteLine($"The new certificate is good until {end:yyyy-MM-dd}; a running node shows it from its next start on.");
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<int> FinishAsync(KeyRotation rotation, long minutes, CancellationToken cancellation)
    {
        const string Again = "the new keys wait beside the present ones, which stay in use: run fedmat node keys rotate again";
        try
        {
            return await rotation.FinishAsync(TimeSpan.FromMinutes(minutes), Console.Error.WriteLine, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException error)
        {
            throw new TimeoutException($"{error.Message}; {Again}", error);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine($"stopped; {Again}");
            throw;
        }
    }
}

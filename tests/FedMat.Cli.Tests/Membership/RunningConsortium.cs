using System.CommandLine;
using FedMat.Cli.Commands;
using FedMat.Cli.Membership;
using FedMat.Coordinator;
using FedMat.Protocol;
using FedMat.Storage;
using Microsoft.Extensions.Logging;

namespace FedMat.Cli.Tests.Membership;

/// <summary>A consortium as `init` makes it, with a coordinator of it that really listens, and an administrator who types commands.</summary>
internal sealed class RunningConsortium : IAsyncDisposable
{
    public static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);
    private static readonly RootCommand Root = new() { CoordinatorCommands.Create() };
    private readonly TemporaryFolder folder = new();
    private CoordinatorHost? host;

    private RunningConsortium()
    {
        PartyFolder.WriteSecret(folder["passphrase"], "correct horse battery");
        Administrator = Path.Combine(folder["alloys"], Founding.AdministratorFolder);
        Server = Path.Combine(folder["alloys"], Founding.ServerFolder);
    }

    /// <summary>The folder that commands act for.</summary>
    public string Administrator { get; set; }

    public string Server { get; }

    public Uri Address => host!.GrpcAddress;

    /// <summary>The administrator's newest roster.</summary>
    public Roster Roster => PartyFolder.ReadRoster(Path.Combine(Administrator, PartyFolder.RosterFile), "").Content;

    public string this[string name] => folder[name];

    public static async Task<RunningConsortium> StartAsync()
    {
        RunningConsortium consortium = new();
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        Uri anyPort = new("https://127.0.0.1:0");
        new Founding("Alloys", anyPort, anyPort, Moment.DaysAfter(now, 300))
            .Write(consortium["alloys"], Passphrase.Find(consortium["passphrase"])!, now);
        await consortium.StartCoordinatorAsync();
        return consortium;
    }

    public async Task StartCoordinatorAsync()
    {
        CoordinatorOptions options = CoordinatorOptions.Read(Path.Combine(Server, CoordinatorFolder.ConfigFile)) with { LogLevel = LogLevel.Error };
        host = await CoordinatorHost.BuildAsync(options, CoordinatorParts.Real).WaitAsync(Soon);
        await host.StartAsync().WaitAsync(Soon);
    }

    public async Task StopCoordinatorAsync()
    {
        CoordinatorHost stopping = host!;
        host = null;
        await stopping.StopAsync().WaitAsync(Soon);
        await stopping.DisposeAsync().AsTask().WaitAsync(Soon);
    }

    /// <summary>Types `fedmat coordinator ...` as the administrator.</summary>
    public Task<int> TypeAsync(params string[] words) => TypeAloneAsync([.. words, "--as", Administrator, "--at", Address.ToString()]);

    /// <summary>Types `fedmat coordinator ...` with nothing but the passphrase added.</summary>
    public Task<int> TypeAloneAsync(params string[] words) => Root.Parse(["coordinator", .. words, "--passphrase-file", folder["passphrase"]])
        .InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }).WaitAsync(Soon);

    /// <summary>Invites somebody without a command, which would print the line.</summary>
    public async Task<Invitation> InviteAsync(string name)
    {
        using AdministratorParty party = AdministratorParty.Read(Administrator);
        using MembershipLink link = MembershipLink.To(Address, party.Tls, party.Roster.Coordinator.Pin);
        DateTimeOffset end = Moment.DaysAfter(TimeProvider.System.GetUtcNow(), 1);
        Invitation invitation = Invitation.Create(Address, party.Roster.Coordinator.Pin, party.Roster.Root, name, end, party.Roster.Consortium);
        await link.InviteAsync(name, invitation.TokenHash, end, CancellationToken.None);
        return invitation;
    }

    /// <summary>Approves what waits under a name, as if its fingerprint had been read out.</summary>
    public async Task ApproveAsync(string name)
    {
        string fingerprint = (await PendingAsync()).Single(entry => entry.Name == name && entry.Fingerprint is not null).Fingerprint!;
        Assert.Equal(ExitCode.Done, await TypeAsync("approve", name, "--fingerprint", fingerprint));
    }

    public async Task<IReadOnlyList<PendingEntry>> PendingAsync()
    {
        using AdministratorParty party = AdministratorParty.Read(Administrator);
        using MembershipLink link = MembershipLink.To(Address, party.Tls, party.Roster.Coordinator.Pin);
        return await link.PendingAsync(party.Roster, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
            await StopCoordinatorAsync();
        folder.Dispose();
    }
}

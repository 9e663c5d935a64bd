using System.Net;
using System.Security.Cryptography.X509Certificates;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Coordinator.Studies;
using FedMat.Storage;
using FedMat.Storage.Coordinator;
using FedMat.Wire.V1;
using FedMat.Wire;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace FedMat.Coordinator.Tests;

/// <summary>Three nodes, an administrator and a coordinator in a folder of their own; the coordinator really listens.</summary>
internal sealed class Consortium : IAsyncDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public const string Contract = """
        {"format":1,"name":"gaps","inputs":[{"name":"formula","kind":"composition"}],"target":{"name":"band_gap_eV","unit":"eV","minimum":0,"maximum":20},"descriptors":"elemental/1"}
        """;

    private readonly SigningKey root = SigningKey.Create();
    private readonly SigningKey key = SigningKey.Create();
    private readonly TlsIdentity tls;
    private readonly TlsIdentity https;
    private readonly List<SumMember> members = [];

    public Consortium(TimeProvider? time = null, DateTimeOffset? expiry = null)
    {
        Time = time ?? TimeProvider.System;
        DateTimeOffset now = Time.GetUtcNow();
        tls = TlsIdentity.Create("coordinator", now.AddDays(-1), now.AddDays(365));
        https = TlsIdentity.Create("localhost", now.AddDays(-1), now.AddDays(365));
        Administrator = new Party("administrator", MemberRole.Administrator, now);
        Nodes = [new Party("aurora", MemberRole.Node, now), new Party("borealis", MemberRole.Node, now), new Party("cirrus", MemberRole.Node, now)];
        Outsider = new Party("dorado", MemberRole.Node, now, expiry);
        foreach (Party party in Everybody)
            party.Coordinator = tls.Pin;
        WriteFiles(1);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("fedmat-").FullName;

    public TimeProvider Time { get; }

    public Party Administrator { get; }

    public Party[] Nodes { get; }

    /// <summary>A node of the roster that no plan here names.</summary>
    public Party Outsider { get; }

    public Signed<Roster> Roster { get; private set; } = null!;

    public VerifyingKey Root => root.Public;

    public SigningKey RootKey => root;

    public CoordinatorHost? Host { get; private set; }

    public Uri Grpc => Host!.GrpcAddress;

    private IEnumerable<Party> Everybody => [Administrator, .. Nodes, Outsider];

    public CoordinatorOptions Options => new(
        this["coordinator.json"], this["state"], this["roster.json"], root.Public, this["identity.key"], this["tls.pem"],
        new IPEndPoint(IPAddress.Loopback, 0), new IPEndPoint(IPAddress.Loopback, 0), this["https.pem"], LogLevel.Warning);

    public string this[string file] => Path.Combine(Folder, file);

    /// <summary>Whether a server's certificate is one of the coordinator's two.</summary>
    public bool IsOurs(X509Certificate? shown) => shown is X509Certificate2 certificate && (tls.Pin.Matches(certificate) || https.Pin.Matches(certificate));

    public void WriteFiles(int number)
    {
        Roster = Signed<Roster>.Sign(new Roster(1, number, root.Public, new CoordinatorEntry(key.Public, tls.Pin), [.. Everybody.Select(party => party.Member)]), root);
        AtomicFile.Write(this["roster.json"], Roster.ToIndentedJson());
        AtomicFile.Write(this["identity.key"], System.Text.Encoding.UTF8.GetBytes(key.Export()), OwnerOnly);
        AtomicFile.Write(this["tls.pem"], System.Text.Encoding.UTF8.GetBytes(tls.Export()), OwnerOnly);
        AtomicFile.Write(this["https.pem"], System.Text.Encoding.UTF8.GetBytes(https.Export()), OwnerOnly);
    }

    /// <summary>The coordinator's online key.</summary>
    public SigningKey Key => key;

    /// <summary>The roster after this one, as the root key signs it.</summary>
    /// <param name="change">What is different in it.</param>
    /// <param name="by">Who signs instead of the root key.</param>
    public Signed<Roster> Next(Func<Roster, Roster>? change = null, SigningKey? by = null)
    {
        Roster next = Roster.Content with { Number = Roster.Content.Number + 1 };
        return Signed<Roster>.Sign(change?.Invoke(next) ?? next, by ?? root);
    }

    public Signed<Handover> SignByRoot(Handover handover) => Signed<Handover>.Sign(handover, root);

    /// <summary>The roster after this one, with one entry changed.</summary>
    public Signed<Roster> NextWith(MemberId member, Func<Member, Member> change) =>
        Next(roster => roster with { Members = [.. roster.Members.Select(entry => entry.Id == member ? change(entry) : entry)] });

    public async Task PublishAsync(Signed<Roster> next)
    {
        await Administrator.Membership(Grpc).PublishAsync(new PublishRequest { Roster = next.ToBytes() }).ResponseAsync.WaitAsync(Party.Soon);
        Roster = next;
    }

    /// <summary>The folder's roster file stays as it is.</summary>
    public Task RevokeAsync(Party party) => PublishAsync(NextWith(party.Id, member => member with { Revoked = Time.GetUtcNow() }));

    /// <summary>What waits for the administrator.</summary>
    public async Task<IReadOnlyList<PendingItem>> PendingAsync() =>
        [.. (await Administrator.Membership(Grpc).PendingAsync(new PendingRequest()).ResponseAsync.WaitAsync(Party.Soon)).Items];

    /// <summary>What the coordinator learns with.</summary>
    public LearnerOfPlan Learners { get; set; } = plan => new CountingLearner(plan);

    public async Task StartAsync(CoordinatorOptions? options = null)
    {
        Host = await CoordinatorHost.BuildAsync(options ?? Options, new CoordinatorParts(Time, plan => Learners(plan))).WaitAsync(Party.Soon);
        await Host.StartAsync().WaitAsync(Party.Soon);
    }

    /// <summary>Of a host that could not start.</summary>
    public async Task DisposeHostAsync()
    {
        CoordinatorHost host = Host!;
        Host = null;
        await host.DisposeAsync().AsTask().WaitAsync(Party.Soon);
    }

    public async Task StopAsync()
    {
        CoordinatorHost host = Host!;
        Host = null;
        await host.StopAsync().WaitAsync(Party.Soon);
        await host.DisposeAsync().AsTask().WaitAsync(Party.Soon);
    }

    public Plan Plan(int rounds = 1, int quorum = 3, int attempts = 3, int graceSeconds = 5, bool exact = true) => new(
        Protocol.Plan.CurrentFormat, "gaps", "To test the coordinator.", Roster.Content.Consortium, Administrator.Id, [.. Nodes.Select(node => node.Id)], 2,
        JsonText.Parse(Contract), JsonText.Parse(exact ? """{"name":"counting"}""" : CountingLearner.WithoutExact),
        rounds, 1, 0.2, 2, 1, 100, new StageLimits(quorum, 60, graceSeconds, attempts),
        new ReleaseTerms("CC BY 4.0", "the members", new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero)));

    /// <summary>A plan of four members, of whom one may be lost.</summary>
    public Plan PlanOfFour(int rounds = 1, int attempts = 3, int graceSeconds = 5, bool exact = false)
    {
        Plan plan = Plan(rounds, quorum: 3, attempts, graceSeconds, exact);
        return plan with { Members = [.. plan.Members, Outsider.Id] };
    }

    public async Task<StudyId> ProposeAsync(Plan plan, Party? proposer = null)
    {
        Party party = proposer ?? Administrator;
        ProposeRequest request = new() { Plan = Signed<Plan>.Sign(plan, party.Key).ToBytes() };
        ProposeReply reply = await party.Studies(Grpc).ProposeAsync(request).ResponseAsync.WaitAsync(Party.Soon);
        return reply.Study.ToStudy();
    }

    /// <summary>Proposes a plan whose nodes, in their order, put 1, 10, 100 and so on into every sum.</summary>
    /// <param name="plan">Of the study.</param>
    /// <param name="prepare">What the members are told before the first of them listens.</param>
    public async Task<SumMember[]> BeginAsync(Plan plan, Action<SumMember[]>? prepare = null)
    {
        await ProposeAsync(plan);
        SumMember[] begun = [.. plan.Members.Select((id, place) => MemberOf(id, (long)Math.Pow(10, place)))];
        prepare?.Invoke(begun);
        Array.ForEach(begun, member => member.Listen(Grpc));
        return begun;
    }

    /// <summary>A member that takes part from now on.</summary>
    public SumMember Join(MemberId id, long value)
    {
        SumMember member = MemberOf(id, value);
        member.Listen(Grpc);
        return member;
    }

    /// <summary>Stops the coordinator and starts another one on the same folder; members connect again.</summary>
    public async Task RestartAsync(params SumMember[] back)
    {
        await StopAsync();
        await Task.WhenAll(back.Select(member => member.LeaveAsync()));
        await StartAsync();
        foreach (SumMember member in back)
            member.Listen(Grpc);
    }

    public async Task LeaveOutAsync(StudyId study, MemberId member)
    {
        LeaveOutRequest request = new() { Study = study.ToBytes(), Member = member.ToBytes(), Reason = "its machine is broken" };
        await Administrator.Studies(Grpc).LeaveOutAsync(request).ResponseAsync.WaitAsync(Party.Soon);
    }

    /// <summary>The store of a coordinator that is stopped.</summary>
    public Task<CoordinatorStore> OpenStoreAsync() => CoordinatorStore.OpenAsync(Options.Folder, Time, CancellationToken.None);

    /// <summary>Stops the coordinator and looks at what it has written of a study's one attempt.</summary>
    public async Task<IReadOnlyList<SumWord>> StopAndReadAsync(StudyId study)
    {
        await StopAsync();
        using CoordinatorStore store = await OpenStoreAsync();
        return Assert.Single(await store.Sums.AttemptsAsync(study, CancellationToken.None)).Words;
    }

    /// <summary>Looks at a study until it sees what it looks for.</summary>
    public async Task<StudyProgress> SeeAsync(StudyId study, Func<StudyProgress, bool> wanted)
    {
        Wire.V1.Studies.StudiesClient client = Administrator.Studies(Grpc);
        using CancellationTokenSource soon = new(Party.Soon);
        while (true)
        {
            using AsyncServerStreamingCall<StudyProgress> watch = client.Watch(new WatchStudyRequest { Study = study.ToBytes() }, cancellationToken: soon.Token);
            Assert.True(await watch.ResponseStream.MoveNext(soon.Token), "the stream ended");
            if (wanted(watch.ResponseStream.Current))
                return watch.ResponseStream.Current;
        }
    }

    private SumMember MemberOf(MemberId id, long value)
    {
        SumMember member = new(Everybody.Single(party => party.Id == id), Roster, value);
        members.Add(member);
        return member;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (SumMember member in members)
            await member.DisposeAsync();
        if (Host is not null)
            await StopAsync();
        foreach (Party party in Everybody)
            party.Dispose();
        root.Dispose();
        key.Dispose();
        tls.Dispose();
        https.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}

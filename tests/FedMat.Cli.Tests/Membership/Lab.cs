using FedMat.Cli.Membership;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Wire.V1;
using Google.Protobuf;
using Grpc.Net.Client;

namespace FedMat.Cli.Tests.Membership;

/// <summary>An organisation with keys of its own, as its node calls the coordinator.</summary>
internal sealed class Lab(string name, RunningConsortium consortium) : IDisposable
{
    private readonly SigningKey key = SigningKey.Create();
    private readonly TlsIdentity tls = Certificate.Create(name, TimeProvider.System.GetUtcNow());

    public string Name => name;

    /// <summary>Of the keys that it has.</summary>
    public string Fingerprint => MemberFingerprint.Of(consortium.Roster.Consortium, name, key.Public, tls.Pin);

    public Member Entry => consortium.Roster.Members.Single(member => member.Key == key.Public);

    /// <summary>Is invited, and asks to join.</summary>
    public async Task AskAsync()
    {
        Invitation invitation = await consortium.InviteAsync(name);
        JoinRequest request = new(JoinRequest.CurrentFormat, invitation.Consortium, name, key.Public, tls.Pin, invitation.TokenHash);
        using GrpcChannel channel = Connect();
        await new Enrolment.EnrolmentClient(channel).JoinAsync(
            new JoinMessage { Request = Bytes(request), Token = ByteString.FromBase64(invitation.Token) }).ResponseAsync.WaitAsync(RunningConsortium.Soon);
    }

    /// <summary>Joins, all the way.</summary>
    public async Task JoinAsync()
    {
        await AskAsync();
        Assert.Equal(ExitCode.Done, await consortium.TypeAsync("approve", name, "--fingerprint", Fingerprint));
    }

    /// <summary>Asks for another lab's keys in its own place.</summary>
    public async Task WantAsync(Lab keys)
    {
        Vouch vouch = new(Vouch.CurrentFormat, consortium.Roster.Consortium, Entry.Id, Entry.Id, keys.key.Public, keys.tls.Pin, TimeProvider.System.GetUtcNow());
        ByteString possession = ByteString.FromBase64(Signed<Vouch>.Sign(vouch, keys.key).Signature);
        using GrpcChannel channel = Connect();
        await new Rounds.RoundsClient(channel).VouchAsync(new VouchRequest { Vouch = Bytes(vouch), Possession = possession })
            .ResponseAsync.WaitAsync(RunningConsortium.Soon);
    }

    public async Task LeaveAsync(string reason)
    {
        Departure departure = new(Departure.CurrentFormat, consortium.Roster.Consortium, Entry.Id, reason, TimeProvider.System.GetUtcNow());
        using GrpcChannel channel = Connect();
        await new Rounds.RoundsClient(channel).LeaveAsync(new LeaveRequest { Departure = Bytes(departure) }).ResponseAsync.WaitAsync(RunningConsortium.Soon);
    }

    public void Dispose()
    {
        key.Dispose();
        tls.Dispose();
    }

    private GrpcChannel Connect() => AdministratorChannel.To(consortium.Address, tls, consortium.Roster.Coordinator.Pin);

    private ByteString Bytes<T>(T document)
        where T : class, IDocument => ByteString.CopyFrom(Signed<T>.Sign(document, key).ToJson());
}

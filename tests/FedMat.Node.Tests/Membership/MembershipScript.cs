using System.Threading.Channels;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;

namespace FedMat.Node.Tests;

/// <summary>What a <see cref="MembershipDouble"/> answers, and what it was told.</summary>
internal sealed class MembershipScript
{
    public Channel<(JoinMessage Message, TlsPin Pin)> Joins { get; } = Channel.CreateUnbounded<(JoinMessage, TlsPin)>();

    public Channel<(VouchRequest Request, TlsPin Pin)> Vouches { get; } = Channel.CreateUnbounded<(VouchRequest, TlsPin)>();

    public Channel<LeaveRequest> Departures { get; } = Channel.CreateUnbounded<LeaveRequest>();

    /// <summary>How a join request stands; nobody has decided by default.</summary>
    public Func<JoinRequest, JoinReply> Decide { get; set; } = _ => new JoinReply { Status = "waiting" };

    /// <summary>The roster for whoever says hello with this certificate; null for a stranger.</summary>
    public Func<TlsPin, Signed<Roster>?> RosterFor { get; set; } = _ => null;

    public static JoinReply Approved(Signed<Roster> roster) => new() { Status = "approved", Roster = roster.ToBytes() };
}

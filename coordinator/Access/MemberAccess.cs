using System.Security.Cryptography.X509Certificates;
using FedMat.Coordinator.Hosting;
using FedMat.Crypto;
using FedMat.Protocol;
using Microsoft.Extensions.Logging;

namespace FedMat.Coordinator.Access;

/// <summary>Who may call, and what: the newest roster's word, asked again at every call.</summary>
internal sealed class MemberAccess(RosterDesk rosters, Strangers strangers, TimeProvider time, ILogger<MemberAccess> log)
{
    private static readonly Dictionary<string, MemberRole> Roles = new()
    {
        ["/fedmat.v1.Rounds/"] = MemberRole.Node,
        ["/fedmat.v1.Studies/"] = MemberRole.Administrator,
        ["/fedmat.v1.Membership/"] = MemberRole.Administrator,
    };

    /// <summary>Whether an entry of the roster pins a certificate, expired or revoked ones included.</summary>
    public bool Knows(X509Certificate2 certificate) => rosters.Roster.Find(TlsPin.Of(certificate)) is not null;

    /// <summary>
    /// Whether a handshake goes on. Strangers get through in bounded numbers, to be enrolled; whose entry has expired or was revoked, to be told so by
    /// <see cref="Admit"/>.
    /// </summary>
    public bool LetsIn(X509Certificate2 certificate)
    {
        if (Knows(certificate) || strangers.MayConnect())
            return true;
        Log.StrangersTurnedAway(log, TlsPin.Of(certificate).ToString());
        return false;
    }

    /// <summary>The member behind a call; null for a stranger that makes one of the few calls that strangers may.</summary>
    /// <param name="certificate">What the connection was made with.</param>
    /// <param name="method">The gRPC path.</param>
    /// <exception cref="RefusedException">FM101, FM102, FM103 or FM109.</exception>
    /// <exception cref="Grpc.Core.RpcException">Too many calls of strangers.</exception>
    public Member? Admit(X509Certificate2? certificate, string method)
    {
        Member? member = certificate is null ? null : rosters.Roster.Find(TlsPin.Of(certificate));
        if (member is null)
        {
            strangers.Admit(method);
            return null;
        }

        if (RefuseNow(member) is { } refusal && !(member.Revoked is not null && IsHello(method)))
            throw new RefusedException(refusal);
        foreach ((string service, MemberRole role) in Roles)
        {
            // The path is as the caller wrote it, and routing takes upper and lower case for the same.
            if (method.StartsWith(service, StringComparison.OrdinalIgnoreCase) && member.Role != role)
                throw new RefusedException(RefusalCode.WrongRole, $"'{member.Name}' is {member.Role} in the roster; this call is for the role {role}");
        }

        return member;
    }

    /// <summary>What stands against a member that was admitted under an earlier roster, or a while ago.</summary>
    /// <returns>FM101, FM102, FM103 or FM109; null where its calls go on.</returns>
    public Refusal? Refuse(Member caller)
    {
        if (rosters.Roster.Find(caller.Id) is not { } now || (now.Revoked is null && now.Pin != caller.Pin))
            return new Refusal(RefusalCode.UnknownCertificate, $"the roster pins another certificate for '{caller.Name}'; connect with the new one");
        return now.Role == caller.Role ? RefuseNow(now) : new Refusal(RefusalCode.WrongRole, $"'{now.Name}' is {now.Role} in the roster by now");
    }

    /// <summary>The one call that a revoked member may make: it is given the roster that says so, which its node believes, and nothing else.</summary>
    private static bool IsHello(string method) => method.Equals("/fedmat.v1.Rounds/Hello", StringComparison.OrdinalIgnoreCase);

    private Refusal? RefuseNow(Member member)
    {
        if (member.Revoked is { } revoked)
            return new Refusal(RefusalCode.MemberRevoked, $"'{member.Name}' was taken out of the consortium on {revoked:yyyy-MM-dd}");
        return time.GetUtcNow() >= member.NotAfter
            ? new Refusal(RefusalCode.MemberExpired, $"the roster's entry of '{member.Name}' ended on {member.NotAfter:yyyy-MM-dd}; ask the administrator to renew it")
            : null;
    }
}

using System.Security.Cryptography.X509Certificates;
using FedMat.Coordinator.Hosting;
using FedMat.Crypto;
using FedMat.Protocol;
using Microsoft.Extensions.Logging;

namespace FedMat.Coordinator.Access;

/// <summary>Who may call, and what: the roster's word, asked at the handshake and again at every call.</summary>
internal sealed class MemberAccess(CoordinatorIdentity identity, TimeProvider time, ILogger<MemberAccess> log)
{
    private static readonly Dictionary<string, MemberRole> Roles = new()
    {
        ["/fedmat.v1.Rounds/"] = MemberRole.Node,
        ["/fedmat.v1.Studies/"] = MemberRole.Administrator,
    };

    /// <summary>
    /// Whether a handshake goes on. A key that no entry pins ends it. A member whose entry has expired gets through, to be told so
    /// by <see cref="Admit"/>.
    /// </summary>
    public bool Knows(X509Certificate2 certificate)
    {
        if (identity.Roster.Find(TlsPin.Of(certificate)) is not null)
            return true;
        Log.StrangerTurnedAway(log, TlsPin.Of(certificate).ToString());
        return false;
    }

    /// <summary>The member behind a call.</summary>
    /// <param name="certificate">What the connection was made with.</param>
    /// <param name="method">The gRPC path.</param>
    /// <exception cref="RefusedException">FM101, FM102 or FM103.</exception>
    public Member Admit(X509Certificate2? certificate, string method)
    {
        Member? member = certificate is null ? null : identity.Roster.Find(TlsPin.Of(certificate));
        if (member is null)
            throw new RefusedException(RefusalCode.UnknownCertificate, "the roster pins no such certificate; use the TLS file that was enrolled");
        if (time.GetUtcNow() >= member.NotAfter)
            throw new RefusedException(RefusalCode.MemberExpired, $"the roster's entry of '{member.Name}' ended on {member.NotAfter:yyyy-MM-dd}; ask the administrator to renew it");
        foreach ((string service, MemberRole role) in Roles)
        {
            // The path is as the caller wrote it, and routing takes upper and lower case for the same.
            if (method.StartsWith(service, StringComparison.OrdinalIgnoreCase) && member.Role != role)
                throw new RefusedException(RefusalCode.WrongRole, $"'{member.Name}' is {member.Role} in the roster; this call is for the role {role}");
        }

        return member;
    }
}

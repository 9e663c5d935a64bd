using System.Text;
using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>What stands for a member's keys where people compare them: over the telephone, or on a badge.</summary>
public static class MemberFingerprint
{
    private const int Groups = 6;
    private const int GroupLength = 4;
    private const string Tag = "fedmat.fingerprint.v1";

    /// <summary>Six groups of four hexadecimal digits (96 bits) over consortium, name, identity key and TLS pin.</summary>
    public static string Of(ConsortiumId consortium, string name, VerifyingKey key, TlsPin pin)
    {
        CanonicalWriter body = new(Tag);
        body.Digest(consortium.Value).Bytes(Encoding.UTF8.GetBytes(name)).Bytes(key.ToArray()).Bytes(pin.ToArray());
        string hex = Digest.Of(body.ToArray()).ToString();
        return string.Join('-', Enumerable.Range(0, Groups).Select(i => hex.Substring(i * GroupLength, GroupLength)));
    }

    public static string Of(ConsortiumId consortium, Member member) => Of(consortium, member.Name, member.Key, member.Pin);
}

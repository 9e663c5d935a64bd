using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>
/// One line that lets one organisation ask to be enrolled, once and for a time: where the coordinator is, by which certificate it is known, the
/// consortium's root key and a token. Whoever has the line can ask in the member's name; what the administrator approves is a fingerprint that was compared.
/// </summary>
/// <param name="Coordinator">https://host:port of the listener for nodes.</param>
/// <param name="Pin">Of the coordinator's certificate.</param>
/// <param name="Root">The consortium's root key, as it is when the invitation is made.</param>
/// <param name="Member">The name under which the organisation is enrolled.</param>
/// <param name="Token">32 random bytes in base64. The coordinator keeps their hash.</param>
/// <param name="Expires">From this moment it is refused.</param>
/// <param name="Handed">Of which consortium, once its first root key has handed over; null while <paramref name="Root"/> is the first.</param>
public sealed record Invitation(
    Uri Coordinator, TlsPin Pin, VerifyingKey Root, string Member, string Token, DateTimeOffset Expires, ConsortiumId? Handed = null)
{
    public const int TokenSize = 32;
    private const string Prefix = "fedmat1.";
    private const int CheckLength = 6;

    /// <summary>Which one it invites to.</summary>
    [JsonIgnore]
    public ConsortiumId Consortium => Handed ?? ConsortiumId.Of(Root);

    /// <summary>What the coordinator knows the token by.</summary>
    [JsonIgnore]
    public Digest TokenHash => Digest.Of(Convert.FromBase64String(Token));

    /// <param name="coordinator">https://host:port.</param>
    /// <param name="pin">Of its certificate.</param>
    /// <param name="root">The consortium's root key.</param>
    /// <param name="member">Who is invited.</param>
    /// <param name="expires">Until when.</param>
    /// <param name="consortium">The newest roster's; it may be left out while its first root key holds.</param>
    public static Invitation Create(
        Uri coordinator, TlsPin pin, VerifyingKey root, string member, DateTimeOffset expires, ConsortiumId? consortium = null) =>
        new(coordinator, pin, root, member, Convert.ToBase64String(RandomNumberGenerator.GetBytes(TokenSize)), expires,
            consortium is { } known && known != ConsortiumId.Of(root) ? known : null);

    /// <summary>The line that <see cref="Parse"/> reads: no blanks, nothing that a shell or a mail program changes.</summary>
    public string ToLine()
    {
        string body = Base64Url.EncodeToString(CanonicalJson.Write(this));
        return $"{Prefix}{body}.{Check(body)}";
    }

    /// <exception cref="FormatException">The line is no invitation, or a part of it is missing or was changed.</exception>
    public static Invitation Parse(string line)
    {
        string[] parts = line.Trim().Split('.');
        if (parts is not [_, { } body, { } check] || $"{parts[0]}." != Prefix || check != Check(body))
            throw new FormatException("this is no whole invitation: it is one line that begins with 'fedmat1.'; copy it again, from its first letter to its last");
        byte[] json = Base64Url.IsValid(body) ? Base64Url.DecodeFromChars(body) : throw new FormatException("the invitation is damaged");
        Invitation invitation = CanonicalJson.Read<Invitation>(json);
        invitation.Validate();
        return invitation;
    }

    /// <summary>Who it is for, never the token.</summary>
    public override string ToString() => $"invitation of '{Member}' until {Expires:yyyy-MM-dd}";

    private static string Check(string body) => Digest.Of(Encoding.ASCII.GetBytes(body)).ToString()[..CheckLength];

    private void Validate()
    {
        MemberName.Require(Member, "invitation: 'member'");
        Span<byte> token = stackalloc byte[TokenSize];
        if (!Convert.TryFromBase64String(Token, token, out int length) || length != TokenSize)
            throw new FormatException($"invitation: 'token' is {TokenSize} bytes in base64");
        if (Coordinator is not { IsAbsoluteUri: true, Scheme: "https" })
            throw new FormatException("invitation: 'coordinator' is an address like https://host:port");
    }
}

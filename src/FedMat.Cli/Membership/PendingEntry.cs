using FedMat.Protocol;
using FedMat.Wire.V1;

namespace FedMat.Cli.Membership;

/// <summary>Something about membership that waits at the coordinator, with the signatures in it checked.</summary>
/// <param name="Id">By which the coordinator knows it.</param>
/// <param name="Since">When it came.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Whom it is about.</param>
internal sealed record PendingEntry(long Id, DateTimeOffset Since, PendingKind Kind, string Name)
{
    /// <summary>Until when an invitation can be used.</summary>
    public DateTimeOffset? Expires { get; private init; }

    public JoinRequest? Join { get; private init; }

    public Vouch? KeyChange { get; private init; }

    public Departure? Departure { get; private init; }

    /// <summary>Of the keys that are asked for; null where it is about none.</summary>
    public string? Fingerprint { get; private init; }

    /// <summary>Why it cannot be approved, in words; null where it can.</summary>
    public string? Problem { get; private init; }

    /// <param name="item">As the coordinator has it.</param>
    /// <param name="roster">The present one.</param>
    /// <exception cref="RefusedException">FM107: a document in it is none.</exception>
    public static PendingEntry Read(PendingItem item, Roster roster)
    {
        try
        {
            return item.WhatCase switch
            {
                PendingItem.WhatOneofCase.Invited => Of(item, PendingKind.Invited, item.Invited.Member) with
                {
                    Expires = DateTimeOffset.FromUnixTimeMilliseconds(item.Invited.ExpiresUnixMs),
                },
                PendingItem.WhatOneofCase.Join => OfJoin(item, Signed<JoinRequest>.Parse(item.Join.Span), roster),
                PendingItem.WhatOneofCase.KeyChange => OfKeyChange(item, Signed<Vouch>.Parse(item.KeyChange.Span), roster),
                PendingItem.WhatOneofCase.Departure => OfDeparture(item, Signed<Departure>.Parse(item.Departure.Span), roster),
                _ => throw new FormatException("it is of a kind that is not known here"),
            };
        }
        catch (Exception error) when (error is FormatException or ArgumentOutOfRangeException)
        {
            throw new RefusedException(RefusalCode.Malformed, $"what the coordinator has as item {item.Id} cannot be read: {error.Message}", error);
        }
    }

    private static PendingEntry OfJoin(PendingItem item, Signed<JoinRequest> request, Roster roster) =>
        Of(item, PendingKind.Join, request.Content.Name) with
        {
            Join = request.Content,
            Fingerprint = request.Content.Fingerprint,
            Problem = Problems(request.Content.Consortium == roster.Consortium, request.IsSignedBy(request.Content.Key)),
        };

    private static PendingEntry OfKeyChange(PendingItem item, Signed<Vouch> vouch, Roster roster)
    {
        Member? member = roster.Find(vouch.Content.Member);
        return Of(item, PendingKind.KeyChange, member?.Name ?? vouch.Content.Member.ToString()) with
        {
            KeyChange = vouch.Content,
            Fingerprint = member is null ? null : MemberFingerprint.Of(roster.Consortium, member.Name, vouch.Content.Key, vouch.Content.Pin),
            Problem = Problems(member, vouch.Content.Consortium == roster.Consortium, member is not null && vouch.IsSignedBy(member.Key))
                ?? (vouch.Content.Voucher == vouch.Content.Member ? null : "it is another member's word"),
        };
    }

    private static PendingEntry OfDeparture(PendingItem item, Signed<Departure> departure, Roster roster)
    {
        Member? member = roster.Find(departure.Content.Member);
        return Of(item, PendingKind.Departure, member?.Name ?? departure.Content.Member.ToString()) with
        {
            Departure = departure.Content,
            Problem = Problems(member, departure.Content.Consortium == roster.Consortium, member is not null && departure.IsSignedBy(member.Key)),
        };
    }

    private static PendingEntry Of(PendingItem item, PendingKind kind, string name) =>
        new(item.Id, DateTimeOffset.FromUnixTimeMilliseconds(item.SinceUnixMs), kind, name);

    private static string? Problems(Member? member, bool isOurs, bool isSigned) => member switch
    {
        null => "no such member is in the roster",
        { Revoked: not null } => "the member is revoked",
        _ => Problems(isOurs, isSigned),
    };

    private static string? Problems(bool isOurs, bool isSigned) =>
        !isOurs ? "it is for another consortium" : isSigned ? null : "its signature is not of the key that it should be";
}

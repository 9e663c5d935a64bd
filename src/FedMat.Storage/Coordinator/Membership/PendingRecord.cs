using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Storage.Coordinator;

/// <summary>An invitation, or a request about membership.</summary>
/// <param name="Id">Given by the store; 0 before that.</param>
/// <param name="Kind">What it is.</param>
/// <param name="State">What became of it.</param>
/// <param name="Name">The organisation's.</param>
/// <param name="Token">SHA-256 of the invitation's token; null for what is no invitation.</param>
/// <param name="Member">Whose request it is; null for invitations.</param>
/// <param name="Body">The signed request as JSON; empty before there is one.</param>
/// <param name="Since">When it was written first.</param>
/// <param name="Expires">When an invitation can no longer be used; it does not end a request.</param>
/// <param name="Reason">Why it was declined.</param>
public sealed record PendingRecord(
    long Id,
    PendingKind Kind,
    PendingState State,
    string Name,
    Digest? Token,
    MemberId? Member,
    ReadOnlyMemory<byte> Body,
    DateTimeOffset Since,
    DateTimeOffset Expires,
    string Reason)
{
    /// <summary>An invitation that nobody has used.</summary>
    public static PendingRecord Invitation(string name, Digest token, DateTimeOffset since, DateTimeOffset expires) =>
        new(0, PendingKind.Invited, PendingState.Waiting, name, token, null, default, since, expires, "");

    /// <summary>A member's request.</summary>
    public static PendingRecord Request(PendingKind kind, Member member, ReadOnlyMemory<byte> body, DateTimeOffset since) =>
        new(0, kind, PendingState.Waiting, member.Name, null, member.Id, body, since, DateTimeOffset.MaxValue, "");
}

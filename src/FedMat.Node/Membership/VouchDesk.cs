using FedMat.Protocol;
using FedMat.Storage.Agreements;
using FedMat.Storage.Node;
using Microsoft.Extensions.Logging;

namespace FedMat.Node;

/// <summary>Takes vouches that the coordinator passes on, once it has seen that they are signed by whom they say. Whether they count is the steward's and the policy's.</summary>
internal sealed class VouchDesk(RosterKeeper rosters, NodeStore store, AgreementStore agreements, ILogger<VouchDesk> log)
{
    /// <returns>Null when it was kept, or was there. FM107: it is for another consortium. FM316: its voucher has not signed it.</returns>
    public async Task<Refusal?> TakeAsync(Signed<Vouch> vouch, CancellationToken cancellation)
    {
        Vouch content = vouch.Content;
        if (content.Consortium != rosters.Current.Consortium)
            return Refuse(vouch, new Refusal(RefusalCode.Malformed, $"it is for consortium {content.Consortium.Short}; this node belongs to {rosters.Current.Consortium.Short}"));
        if (!await IsSignedByVoucherAsync(vouch, cancellation).ConfigureAwait(false))
            return Refuse(vouch, new Refusal(RefusalCode.SignatureInvalid, "it is signed by no key that a roster seen here gave to that member"));
        if (await agreements.TakeVouchAsync(vouch, cancellation).ConfigureAwait(false))
            log.VouchTaken(NameOf(content.Voucher), NameOf(content.Member));
        return null;
    }

    /// <summary>By its key, or by one that it had before: who takes a new key vouches for it with the old one, and the roster may be here first.</summary>
    private async Task<bool> IsSignedByVoucherAsync(Signed<Vouch> vouch, CancellationToken cancellation)
    {
        if (rosters.Current.Find(vouch.Content.Voucher) is { } now && vouch.IsSignedBy(now.Key))
            return true;
        return (await store.RostersAsync(cancellation).ConfigureAwait(false))
            .Any(roster => roster.Content.Find(vouch.Content.Voucher) is { } then && vouch.IsSignedBy(then.Key));
    }

    private string NameOf(MemberId member) => rosters.Current.Find(member)?.Name ?? member.ToString();

    private Refusal Refuse(Signed<Vouch> vouch, Refusal refusal)
    {
        log.VouchRefused(NameOf(vouch.Content.Voucher), NameOf(vouch.Content.Member), refusal.Number, refusal.Detail);
        return refusal;
    }
}

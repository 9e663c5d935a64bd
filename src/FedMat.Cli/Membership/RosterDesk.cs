using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Cli.Membership;

/// <summary>
/// Where an administrator takes the present roster from, and where the next one goes: to the coordinator, and into the administrator's own
/// folder, so that a coordinator that falls back behind it is noticed.
/// </summary>
/// <param name="party">The administrator.</param>
/// <param name="link">Null where nobody is called: the roster is carried to the coordinator by hand.</param>
internal sealed class RosterDesk(AdministratorParty party, MembershipLink? link)
{
    /// <summary>The newest roster that is known here or at the coordinator.</summary>
    /// <exception cref="RefusedException">FM105, FM106 or FM111: what the coordinator has is older, or not to be trusted.</exception>
    public async Task<Signed<Roster>> PresentAsync(CancellationToken cancellation) => link is null
        ? party.SignedRoster
        : Newest(party.SignedRoster, await link.CurrentAsync(cancellation).ConfigureAwait(false));

    /// <summary>Signs a roster, publishes it and keeps it.</summary>
    public async Task<Signed<Roster>> PublishAsync(Roster next, SigningKey root, CancellationToken cancellation)
    {
        next.Validate();
        Signed<Roster> signed = Signed<Roster>.Sign(next, root);
        if (link is not null)
            await link.PublishAsync(signed, cancellation).ConfigureAwait(false);
        PartyFolder.WriteRoster(party.Folder, signed);
        return signed;
    }

    /// <summary>The later of two rosters of one consortium.</summary>
    /// <param name="own">Trusted.</param>
    /// <param name="told">By the coordinator.</param>
    /// <exception cref="RefusedException">FM105: the coordinator fell back behind this folder. FM106: the line of root keys does not lead to it. FM111: it is another one under the same number.</exception>
    internal static Signed<Roster> Newest(Signed<Roster> own, Signed<Roster> told)
    {
        if (told.Content.Number < own.Content.Number)
        {
            throw new RefusedException(
                RefusalCode.RosterOlder,
                $"the coordinator has roster {told.Content.Number}, and this folder roster {own.Content.Number}: put this folder's {PartyFolder.RosterFile} in the place of the coordinator's 'rosterFile' and start it again");
        }

        if (!Roster.IsTrusted(told, own.Content.Root))
            throw new RefusedException(RefusalCode.RosterNotSigned, $"the coordinator's roster {told.Content.Number} is not signed by the root key that this folder knows; find out what the coordinator is before you sign anything");
        if (told.Content.Number == own.Content.Number && told.Hash != own.Hash)
            throw new RefusedException(RefusalCode.RosterInvalid, $"the coordinator has another roster {told.Content.Number} than this folder, both signed by the root key; find out who signed it before you sign anything");
        return told;
    }
}

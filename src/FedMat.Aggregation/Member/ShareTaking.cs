using System.Security.Cryptography;
using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>
/// How a holder takes the shares that were dealt to it. A leaf that is not under its dealer's signed root is the coordinator's fault and
/// refused; under the root, an envelope that does not open or holds other shares than the leaf commits to is the dealer's.
/// </summary>
internal sealed class ShareTaking(Seat seat, SetupSecrets secrets, AdvertRoll adverts, DealerRoll dealers)
{
    /// <summary>At the positions of the dealers in U2.</summary>
    public ShareTable Shares { get; } = new(dealers.Members.Count);

    public Refusal? Refuse(IReadOnlyList<HeldShare> held)
    {
        IEnumerable<MemberId> expected = dealers.Members.Where(dealer => dealer != seat.Self);
        return held.Select(share => share.Dealer).SequenceEqual(expected)
            ? held.Select(Refuse).FirstOrDefault(refusal => refusal is not null)
            : new Refusal(RefusalCode.ListInvalid, "the shares are not those of every other dealer of the list, in its order");
    }

    public Refusal? Refuse(IReadOnlyList<SignedMessage<Opening>> openings) =>
        RollRules.Members(openings.Select(opening => opening.Content.Member), dealers.Contains, 0)
        ?? openings.Select(Refuse).FirstOrDefault(refusal => refusal is not null);

    /// <summary>Keeps this member's shares of its own secrets.</summary>
    public void Keep(ReadOnlySpan<byte> selfMask, ReadOnlySpan<byte> maskKey) => Put(PositionOf(seat.Self), selfMask, maskKey);

    /// <summary>Opens all envelopes, or takes opened shares in their place.</summary>
    /// <returns>The dealers of whom there are no valid shares.</returns>
    public IReadOnlyList<MemberId> Take(IReadOnlyList<HeldShare> held, IReadOnlyList<SignedMessage<Opening>> openings)
    {
        using AgreementKey seal = AgreementKey.FromSecret(secrets.SealKey);
        Dictionary<MemberId, Opening> opened = openings.ToDictionary(opening => opening.Content.Member, opening => opening.Content);
        return [.. held.Where(share => !TakeEnvelope(seal, share) && !TakeOpening(share, opened.GetValueOrDefault(share.Dealer)))
            .Select(share => share.Dealer)];
    }

    private Refusal? Refuse(HeldShare share)
    {
        Digest leaf = share.Share.Leaf(seat.Setup, share.Dealer);
        return share.Share.Holder == seat.Self
            && MerkleTree.Verifies(
                dealers.Of(share.Dealer).Content.Root, leaf, adverts.PositionOf(seat.Self), adverts.Adverts.Count, [.. share.Path])
            ? null
            : new Refusal(RefusalCode.ShareInvalid, $"what came as the share of dealer {share.Dealer} is not what it signed for this node");
    }

    private Refusal? Refuse(SignedMessage<Opening> opening) =>
        RollRules.Bound("setup", opening.Content.Setup, seat.Setup)
        ?? RollRules.Bound("deal", opening.Content.Deal, dealers.Of(opening.Content.Member).Hash)
        ?? RollRules.SignedBy(seat.Terms, opening.Content.Member, opening)
        ?? (opening.Content.Holder == seat.Self
            ? null
            : new Refusal(RefusalCode.NotOnTheList, $"dealer {opening.Content.Member} opened a share for another holder than this node"));

    private bool TakeEnvelope(AgreementKey seal, HeldShare share)
    {
        if (SumKeys.Seal(seal, adverts.Of(share.Dealer), adverts.Of(seat.Self)) is not { } key)
            return false;
        byte[]? plain = SealedBox.Open(key, share.Share.Envelope, SumKeys.Associated(seat.Setup, share.Dealer, seat.Self));
        CryptographicOperations.ZeroMemory(key);
        if (plain?.Length != 2 * DealtShare.ShareBytes)
            return false;
        Put(PositionOf(share.Dealer), plain.AsSpan(0, DealtShare.ShareBytes), plain.AsSpan(DealtShare.ShareBytes));
        CryptographicOperations.ZeroMemory(plain);
        return Fits(share);
    }

    private bool TakeOpening(HeldShare share, Opening? opening)
    {
        if (opening is null)
            return false;
        Put(PositionOf(share.Dealer), opening.SelfMask, opening.MaskKey);
        return Fits(share);
    }

    private bool Fits(HeldShare share) => Shares.Fits(PositionOf(share.Dealer), seat.Setup, share.Dealer, share.Share);

    private void Put(int position, ReadOnlySpan<byte> selfMask, ReadOnlySpan<byte> maskKey)
    {
        selfMask.CopyTo(Shares[ShareKind.SelfMask, position]);
        maskKey.CopyTo(Shares[ShareKind.MaskKey, position]);
    }

    private int PositionOf(MemberId dealer) => dealers.PositionOf(dealer);
}

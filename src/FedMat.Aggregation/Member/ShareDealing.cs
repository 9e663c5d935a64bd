using System.Security.Cryptography;
using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>
/// A dealer's shares of b and s for all of U1, its own included; an envelope for each other holder; the signed root over all of it. The
/// coefficients follow from the setup's secrets and from U1, so the same U1 gives the same shares and another U1 unrelated ones.
/// </summary>
internal sealed class ShareDealing
{
    private readonly Seat seat;
    private readonly SetupSecrets secrets;
    private readonly AdvertRoll adverts;
    private readonly ShareTable shares;

    private ShareDealing(Seat seat, SetupSecrets secrets, AdvertRoll adverts)
    {
        (this.seat, this.secrets, this.adverts) = (seat, secrets, adverts);
        shares = new ShareTable(Split(secrets.SelfMask, "b"), Split(secrets.MaskKey, "s"));
    }

    /// <summary>
    /// The shares at the positions of the holders in U1, and the message; null where the sealing key of somebody in U1 is of low order.
    /// </summary>
    public static (ShareTable Shares, Dealing Message)? Make(Seat seat, SetupSecrets secrets, AdvertRoll adverts)
    {
        ShareDealing dealing = new(seat, secrets, adverts);
        DealtShare?[] leaves = dealing.Leaves();
        return leaves.Contains(null) ? null : (dealing.shares, dealing.Signed([.. leaves.OfType<DealtShare>()]));
    }

    private Dealing Signed(DealtShare[] leaves)
    {
        Digest root = MerkleTree.Root([.. leaves.Select(leaf => leaf.Leaf(seat.Setup, seat.Self))]);
        return new Dealing(seat.Sign(new Deal(seat.Setup, seat.Self, adverts.Hash, root)), leaves);
    }

    private DealtShare?[] Leaves()
    {
        using AgreementKey seal = AgreementKey.FromSecret(secrets.SealKey);
        return [.. adverts.Adverts.Select((holder, at) => Envelope(seal, holder, at) is { } envelope
            ? new DealtShare(holder.Member, envelope, Commit(ShareKind.SelfMask, holder, at), Commit(ShareKind.MaskKey, holder, at))
            : null)];
    }

    private byte[]? Envelope(AgreementKey seal, Advert holder, int position)
    {
        if (holder.Member == seat.Self)
            return [];
        if (SumKeys.Seal(seal, adverts.Of(seat.Self), holder) is not { } key)
            return null;
        byte[] plain = [.. shares[ShareKind.SelfMask, position], .. shares[ShareKind.MaskKey, position]];
        byte[] envelope = SealedBox.Seal(key, plain, SumKeys.Associated(seat.Setup, seat.Self, holder.Member));
        CryptographicOperations.ZeroMemory(plain);
        CryptographicOperations.ZeroMemory(key);
        return envelope;
    }

    private Digest Commit(ShareKind kind, Advert holder, int position) =>
        shares.Commit(kind, position, seat.Setup, seat.Self, holder.Member);

    private byte[] Split(ReadOnlySpan<byte> secret, string name)
    {
        byte[] key = KeyDerivation.Derive(secrets.Coefficients, adverts.Hash.ToArray(), new CanonicalWriter(name).ToArray());
        byte[] shares = SecretSharing.Split(secret, key, seat.Terms.Thresholds.Sharing, adverts.Adverts.Count);
        CryptographicOperations.ZeroMemory(key);
        return shares;
    }
}

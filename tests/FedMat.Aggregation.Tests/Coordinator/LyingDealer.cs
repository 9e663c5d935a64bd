using System.Security.Cryptography;
using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>A dealer that shares out, in good order, other secrets than it advertised.</summary>
internal static class LyingDealer
{
    public static Dealing Deal(Drill drill, MemberId dealer, SignedMessage<AdvertList> list)
    {
        byte[] secrets = drill.Secrets[dealer].ToBytes();
        using AgreementKey seal = AgreementKey.FromSecret(secrets.AsSpan(0, 32));
        Advert[] holders = [.. list.Content.Adverts.Select(advert => advert.Content)];
        byte[] selfMasks = Split(drill, holders.Length), maskKeys = Split(drill, holders.Length);
        DealtShare[] shares = [.. holders.Select((holder, i) => ShareFor(holder, selfMasks.AsSpan(32 * i, 32), maskKeys.AsSpan(32 * i, 32)))];
        Digest root = MerkleTree.Root([.. shares.Select(share => share.Leaf(drill.Terms.Setup, dealer))]);
        return new Dealing(drill.Consortium.SignedBy(dealer, new Deal(drill.Terms.Setup, dealer, list.Hash, root)), shares);

        DealtShare ShareFor(Advert holder, ReadOnlySpan<byte> selfMask, ReadOnlySpan<byte> maskKey) => new(
            holder.Member,
            holder.Member == dealer ? [] : Seal(holder, [.. selfMask, .. maskKey]),
            DealtShare.Commit(drill.Terms.Setup, dealer, holder.Member, ShareKind.SelfMask, selfMask),
            DealtShare.Commit(drill.Terms.Setup, dealer, holder.Member, ShareKind.MaskKey, maskKey));

        byte[] Seal(Advert holder, byte[] plain) => SealedBox.Seal(
            SumKeys.Seal(seal, holders.Single(advert => advert.Member == dealer), holder)!, plain, SumKeys.Associated(drill.Terms.Setup, dealer, holder.Member));
    }

    private static byte[] Split(Drill drill, int holders) => SecretSharing.Split(
        RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(32), drill.Terms.Thresholds.Sharing, holders);
}

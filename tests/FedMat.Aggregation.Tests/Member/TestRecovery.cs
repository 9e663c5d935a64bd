using System.Runtime.InteropServices;
using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>Takes the masks off a sum in the most literal way: t answers, one secret after the other.</summary>
internal sealed class TestRecovery(HonestSum sum)
{
    public RingVector Sum()
    {
        RingVector total = new(sum.Ask.Ring, sum.Ask.Length);
        foreach (int survivor in sum.Survivors)
            total.Add(0, sum.Masked[survivor].Vector.Memory.Span);
        foreach (int survivor in sum.Survivors)
            Add(total, SumKeys.Opposite([SumKeys.SelfMask(SecretOf(survivor), sum.Session, sum.Id(survivor))]));
        foreach (int lost in sum.Lost)
        {
            using AgreementKey key = AgreementKey.FromSecret(SecretOf(lost));
            Add(total, SumKeys.Pairs(key, sum.Id(lost), sum.Survivors.Select(i => sum.Advertised[i].Message.Content), sum.Session)!);
        }

        return total;
    }

    /// <summary>b of a survivor, s of a lost member.</summary>
    public byte[] SecretOf(int dealer)
    {
        int threshold = sum.Terms.Thresholds.Sharing;
        ShareRecovery recovery = new([.. sum.Survivors.Take(threshold)]);
        return recovery.Recover([.. sum.Unmasked.Take(threshold).Select(state => state.Message.Content.ShareAt(dealer))]);
    }

    private static void Add(RingVector total, IReadOnlyList<MaskTerm> terms) =>
        MaskStream.Add(MemoryMarshal.AsMemory(total.Memory), (int)total.Ring, terms, 1);
}

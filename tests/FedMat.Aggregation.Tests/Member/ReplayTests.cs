using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>A node that starts again from its stored secrets, its vector and the requests.</summary>
public sealed class ReplayTests
{
    private static readonly HonestSum Honest = new(new Consortium(4), [2]);

    [Fact]
    public void Node_StartedAgain_SaysTheSameBytes()
    {
        using SetupSecrets secrets = SetupSecrets.Parse(Honest.Secrets[1].ToBytes());
        Advertised advertised = Advertised.Begin(Honest.Consortium.Terms(), Honest.Id(1), Honest.Consortium.KeyOf(Honest.Id(1)), secrets);
        Dealt dealt = advertised.Deal(Honest.Adverts).OrThrow();
        Held held = dealt.Hold(Honest.Dealers, Honest.SharesFor(1), []).Held!;
        Masked masked = held.Mask(Honest.Request, HonestSum.State, Honest.Ask, 1, HonestSum.Copy(Honest.Vectors[1]), 2).OrThrow();
        Agreed agreed = masked.Agree(Honest.SurvivorList, new SumLedger([])).OrThrow();
        Unmasked unmasked = agreed.Unmask(Honest.UnmaskRequest).OrThrow();
        Checked @checked = unmasked.Check(Honest.Result, Honest.Sum, 2).OrThrow();

        Assert.Equal(Honest.Advertised[1].Message, advertised.Message);
        Assert.Equal(SumMessage.Body(Honest.Dealt[1].Message), SumMessage.Body(dealt.Message));
        Assert.Equal(Honest.Held[1].Message, held.Message);
        Assert.Equal(Honest.Masked[1].Message, masked.Message);
        Assert.Equal(Honest.Masked[1].Vector.Hash, masked.Vector.Hash);
        Assert.Equal(Honest.Agreed[1].Message, agreed.Message);
        Assert.Equal(Honest.Unmasked[1].Message, unmasked.Message);
        Assert.Equal(Honest.Checked[1].Message, @checked.Message);
    }

    [Fact]
    public void Shares_ForAnotherU1_AreUnrelated()
    {
        SignedMessage<AdvertList> three = Honest.Consortium.Signed(
            new AdvertList(Honest.Terms.Setup, [.. Honest.Adverts.Content.Adverts.Take(3)]));

        Dealing other = Honest.Advertised[0].Deal(three).OrThrow().Message;

        Assert.All(
            Enumerable.Range(0, 3), holder => Assert.NotEqual(Honest.Dealt[0].Message.Shares[holder].SelfMask, other.Shares[holder].SelfMask));
    }

    [Fact]
    public void Secrets_OnceWiped_MaskNothing()
    {
        HonestSum sum = new(new Consortium(3));
        Held held = sum.Held[0];
        SignedMessage<InputRequest> request = sum.Request;
        RingVector vector = HonestSum.Copy(sum.Vectors[0]);

        sum.Secrets[0].Dispose();

        Assert.Throws<ObjectDisposedException>(() => held.Mask(request, HonestSum.State, sum.Ask, 1, vector, 1));
        Assert.Throws<ObjectDisposedException>(sum.Secrets[0].ToBytes);
        Assert.Equal(sum.Vectors[0].Hash, vector.Hash);
    }

    [Fact]
    public void Secrets_OfAnotherLength_AreRefused() => Assert.Throws<FormatException>(() => SetupSecrets.Parse(new byte[127]));
}

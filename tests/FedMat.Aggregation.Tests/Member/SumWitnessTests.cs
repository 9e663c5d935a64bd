using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

public sealed class SumWitnessTests
{
    private static readonly Dictionary<MemberId, RingVector> NoVectors = [];
    private static readonly HonestSum Honest = new(new Consortium(5), [3]);

    [Fact]
    public void LostMember_WithEverybodysTags_AcceptsTheSum()
    {
        SumWitness witness = Honest.Held[3].Witness(Honest.SurvivorList, HonestSum.State, Honest.Ask).OrThrow();
        Assert.Equal(Honest.Sum.Hash, witness.Accept(Honest.Result, Honest.Sum, Honest.CheckList, NoVectors, 1).OrThrow().Sum);
    }

    [Fact]
    public void LostMember_WithASilentSurvivor_AcceptsTheSum()
    {
        CheckList list = Honest.CheckListWithout(0);
        SumWitness witness = Honest.Held[3].Witness(Honest.SurvivorList, HonestSum.State, Honest.Ask).OrThrow();
        Dictionary<MemberId, RingVector> vectors = witness.Silent(list).ToDictionary(id => id, _ => Honest.Masked[0].Vector);

        Assert.True(witness.Accept(Honest.Result, Honest.Sum, list, vectors, 1).IsGiven);
    }

    [Fact]
    public void AbsentMember_WithTheLists_AcceptsTheSum()
    {
        Acceptance acceptance = Absent(HonestSum.State).OrThrow()
            .Accept(Honest.Result, Honest.Sum, Honest.CheckList, NoVectors, 1).OrThrow().Sign(Digest.Of("next"u8)).Content;
        Assert.Equal(Honest.Id(3), acceptance.Member);
        Assert.Equal(Honest.Terms.Round, acceptance.Round);
    }

    [Fact]
    public void AbsentMember_WithASumFromAnotherState_Refuses() => Refused.As(RefusalCode.SetupForeign, Absent(Digest.Of("other"u8)));

    [Fact]
    public void LostMember_WithAWrongSum_Refuses()
    {
        RingVector wrong = HonestSum.Copy(Honest.Sum);
        wrong[3]++;
        SignedMessage<SumResult> result = Honest.Consortium.Signed(Honest.Result.Content with { Sum = wrong.Hash });
        CheckList list = new([.. Honest.Unmasked.Select(state => state.Check(result, wrong, 1).OrThrow().Message)], [], []);
        SumWitness witness = Honest.Held[3].Witness(Honest.SurvivorList, HonestSum.State, Honest.Ask).OrThrow();

        Refused.As(RefusalCode.SumNotChecked, witness.Accept(result, wrong, list, NoVectors, 1));
    }

    private static Outcome<SumWitness> Absent(Digest state) => SumWitness.Begin(
        Honest.Terms, Honest.Id(3), Honest.Consortium.KeyOf(Honest.Id(3)), Honest.Adverts, Honest.Dealers, state, Honest.Ask, Honest.SurvivorList);
}

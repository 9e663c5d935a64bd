using System.Buffers.Binary;
using System.Security.Cryptography;
using FedMat.Aggregation;
using FedMat.Cli.Bench;
using FedMat.Protocol;

namespace FedMat.Cli.Tests;

/// <summary>Sums that are known beforehand: what is added up as it should be is taken, and nothing else.</summary>
public sealed class BenchLearnerTests : IDisposable
{
    private const int Length = 300;
    private readonly RandomNumberGenerator random = RandomNumberGenerator.Create();

    public void Dispose() => random.Dispose();

    [Theory]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(BenchNumbers.MostMembers)]
    public void Sums_OfAllMembers_AreTakenToTheEnd(int members)
    {
        BenchLearner learner = new(BenchPlans.Of(members, Length, rounds: 2));
        ModelState state = learner.Start();
        Assert.True(learner.Ask(state)!.Holds(members));
        for (int round = 1; round <= 2; round++)
            state = learner.Advance(state, SumOf(learner, state, Enumerable.Range(0, members)));
        Assert.Null(learner.Ask(state));
    }

    [Fact]
    public void Ask_IsThatOfANeuralRound() => Assert.False(Of(3).Ask(Of(3).Start())!.IsExact);

    [Fact]
    public void State_HoldsTheCountAndTheLastSum()
    {
        BenchLearner learner = Of(3);
        RingVector sum = SumOf(learner, learner.Start(), [0, 1, 2]);
        ModelState state = learner.Advance(learner.Start(), sum);
        Assert.Equal(1, BinaryPrimitives.ReadInt32LittleEndian(state.Memory.Span));
        Assert.Equal(sum.Memory.ToArray(), state.Memory[4..].ToArray());
    }

    [Theory]
    [InlineData(new[] { 0, 1 })]
    [InlineData(new[] { 0, 1, 1 })]
    [InlineData(new[] { 0, 1, 2, 3 })]
    public void Sum_OfOtherMembers_IsRefused(int[] indices)
    {
        BenchLearner learner = Of(3);
        Assert.Throws<InvalidDataException>(() => learner.Advance(learner.Start(), SumOf(learner, learner.Start(), indices)));
    }

    [Fact]
    public void Sum_WithOneWrongSlot_IsNamed()
    {
        BenchLearner learner = Of(3);
        RingVector sum = SumOf(learner, learner.Start(), [0, 1, 2]);
        sum[Length - 1]++;
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => learner.Advance(learner.Start(), sum));
        Assert.Contains($"slot {Length - 1} of sum 1", error.Message);
    }

    [Fact]
    public void Sum_OfTheRoundBefore_IsRefused()
    {
        BenchLearner learner = Of(3);
        RingVector sum = SumOf(learner, learner.Start(), [0, 1, 2]);
        ModelState state = learner.Advance(learner.Start(), sum);
        Assert.Throws<InvalidDataException>(() => learner.Advance(state, sum));
    }

    [Fact]
    public void Sum_OfAnotherLength_IsRefused()
    {
        BenchLearner learner = Of(3);
        Assert.Throws<InvalidDataException>(() => learner.Advance(learner.Start(), new RingVector(Ring.Bits32, Length - 1)));
    }

    [Fact]
    public void Bytes_ThatAreNoState_AreRefused() => Assert.Throws<FormatException>(() => Of(3).Ask(new ModelState([1, 2, 3, 4])));

    [Fact]
    public void CountBeyondThePlan_IsNoState()
    {
        byte[] bytes = Of(3).Start().Memory.ToArray();
        bytes[0] = 200;
        Assert.Throws<FormatException>(() => Of(3).Ask(new ModelState(bytes)));
    }

    [Theory]
    [InlineData("""{"name":"neural"}""")]
    [InlineData("""{"name":"bench"}""")]
    [InlineData("""{"name":"bench","length":0}""")]
    public void AnotherLearner_IsRefused(string learner)
    {
        Plan plan = BenchPlans.Of(3, Length, 2) with { Learner = JsonText.Parse(learner) };
        Assert.Equal(RefusalCode.LearnerUnknown, Assert.Throws<RefusedException>(() => new BenchLearner(plan)).Refusal.Code);
    }

    [Fact]
    public void Model_OfADoneBench_HasTheContractAndNoArrays()
    {
        Assert.Equal(BenchStudy.Contract, Of(3).Model(Of(3).Start()).Contract);
        Assert.Empty(Of(3).Model(Of(3).Start()).Tensors);
    }

    private static BenchLearner Of(int members) => new(BenchPlans.Of(members, Length, rounds: 2));

    private RingVector SumOf(BenchLearner learner, ModelState state, IEnumerable<int> indices)
    {
        RunningSum sum = new(learner.Ask(state)!);
        foreach (int index in indices)
            sum.Add(Quantiser.Encode(learner.Contribute(state, BenchPlans.Rows(index), default), random));
        return sum.Total();
    }
}

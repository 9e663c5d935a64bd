using System.Buffers.Binary;
using FedMat.Learning;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Node.Tests;

/// <summary>
/// A learner for tests: the state is a number, each round sums one exact slot (the rows) and some stochastically rounded ones.
/// </summary>
/// <param name="values">How many of those.</param>
internal sealed class CountingLearner(int values = 4) : ILearner
{
    public const int Rounds = 5;

    /// <summary>What stands in the rounded slots.</summary>
    public float Value { get; init; } = 0.3f;

    /// <summary>After so many sums it is done.</summary>
    public int Last { get; init; } = Rounds;

    /// <summary>Called in each contribution, before its result is there.</summary>
    public Action<CancellationToken> OnContribute { get; set; } = _ => { };

    public static ModelState At(int round)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, round);
        return new ModelState(bytes);
    }

    /// <summary>What is asked in the state after so many sums.</summary>
    public RoundSpec Spec(int round) => new(
        $"count{round}", Ring.Bits32, Block.Whole("rows", 1, 20), new Block("values", values, BlockKind.Weighted, 1, 16));

    public ModelState Start() => At(0);

    public RoundSpec? Ask(ModelState state)
    {
        int round = BinaryPrimitives.ReadInt32LittleEndian(state.Memory.Span);
        return round < Last ? Spec(round) : null;
    }

    public LocalVector Contribute(ModelState state, Dataset data, CancellationToken cancellation)
    {
        OnContribute(cancellation);
        return new LocalVector(Ask(state)!, 0.5).Exact("rows", [data.Rows]).Weighted("values", [.. Enumerable.Repeat(Value, values)]);
    }

    public ModelState Advance(ModelState state, RingVector sum) => At(BinaryPrimitives.ReadInt32LittleEndian(state.Memory.Span) + 1);

    public LearnerProgress Describe(ModelState state) => new("count", 0, Rounds, null, null);

    public IModel Model(ModelState state) => throw new NotSupportedException("this learner counts and models nothing");
}

using System.Buffers.Binary;
using FedMat.Learning;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Coordinator.Tests;

/// <summary>
/// The smallest learner: an exact sum that wants every member, unless the plan's learner is <see cref="WithoutExact"/>, then as many weighted sums as
/// the plan has rounds. Its state is the number of sums and the running total of the first slot.
/// </summary>
internal sealed class CountingLearner(Plan plan) : ILearner
{
    public const int Length = 4;
    public const string WithoutExact = """{"name":"counting without an exact sum"}""";

    public static readonly RoundSpec Exact = new("moments", Ring.Bits64, Block.Whole("n", Length, 20));
    public static readonly RoundSpec Weighted = new("weights", Ring.Bits32, new Block("w", Length, BlockKind.Weighted, 1, 20));

    private readonly long first = plan.Learner.Text == WithoutExact ? 1 : 0;

    public static long Total(ModelState state) => BinaryPrimitives.ReadInt64LittleEndian(state.Memory.Span[8..]);

    public ModelState Start() => State(first, 0);

    public RoundSpec? Ask(ModelState state) => Sums(state) switch
    {
        0 => Exact,
        long sums when sums <= plan.Rounds => Weighted,
        _ => null,
    };

    public LocalVector Contribute(ModelState state, Dataset data, CancellationToken cancellation) => throw new NotSupportedException();

    public ModelState Advance(ModelState state, RingVector sum) => State(Sums(state) + 1, Total(state) + sum[0]);

    public LearnerProgress Describe(ModelState state)
    {
        int sums = (int)Sums(state);
        return new LearnerProgress(Ask(state)?.Phase ?? "done", Math.Max(0, sums - 1), plan.Rounds, sums > 1 ? 1.0 / sums : null, sums > 0 ? 0.25 : null);
    }

    public IModel Model(ModelState state) => new Constant(DataContract.Parse(plan.Contract.Text, "the plan"), Total(state));

    private static long Sums(ModelState state) => BinaryPrimitives.ReadInt64LittleEndian(state.Memory.Span);

    private static ModelState State(long sums, long total)
    {
        byte[] bytes = new byte[16];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, sums);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), total);
        return new ModelState(bytes);
    }

    private sealed class Constant(DataContract contract, double value) : IModel
    {
        public DataContract Contract => contract;

        public IReadOnlyList<NamedTensor> Tensors => [new NamedTensor("total", [1], [(float)value])];

        public void Predict(ReadOnlySpan<float> inputs, Span<double> predictions) => predictions.Fill(value);
    }
}

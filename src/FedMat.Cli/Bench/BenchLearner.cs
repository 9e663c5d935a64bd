using System.Buffers.Binary;
using System.Text.Json;
using FedMat.Learning;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Cli.Bench;

/// <summary>
/// A learner that learns nothing, for measuring: members contribute <see cref="BenchNumbers"/>, and every sum is held against what all members
/// together must have given. A state is the number of sums done (32 bits) and the last sum, little-endian.
/// Limits: up to <see cref="BenchNumbers.MostMembers"/> members, numbered from 0 in the one input column of their tables.
/// </summary>
/// <param name="plan">Its learner is <c>{"name":"bench","length":D}</c>.</param>
internal sealed class BenchLearner(Plan plan) : ILearner
{
    public const string Name = "bench";
    private const int HeaderBytes = sizeof(int);

    private readonly int length = LengthOf(plan);
    private readonly int[] members = [.. Enumerable.Range(0, plan.Members.Count)];

    public ModelState Start() => new(new byte[checked(HeaderBytes + (sizeof(int) * length))]);

    public RoundSpec? Ask(ModelState state) => SumsOf(state) == plan.Rounds
        ? null
        : BenchNumbers.Ask(length);

    public LocalVector Contribute(ModelState state, Dataset data, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(data);
        int index = (int)data.X[0];
        int round = SumsOf(state) + 1;
        float[] numbers = new float[length];
        for (int slot = 0; slot < numbers.Length; slot++)
            numbers[slot] = BenchNumbers.Of(index, round, slot);
        RoundSpec spec = Ask(state) ?? throw new InvalidOperationException("the learner is done: there is nothing to contribute to");
        return new LocalVector(spec, share: 1).Weighted(BenchNumbers.BlockName, numbers);
    }

    /// <exception cref="InvalidDataException">The sum is not that of all members' numbers.</exception>
    public ModelState Advance(ModelState state, RingVector sum)
    {
        ArgumentNullException.ThrowIfNull(sum);
        int round = SumsOf(state) + 1;
        BenchNumbers.RequireSum(sum, round, members, length);
        byte[] next = new byte[HeaderBytes + sum.Memory.Length];
        BinaryPrimitives.WriteInt32LittleEndian(next, round);
        sum.Memory.Span.CopyTo(next.AsSpan(HeaderBytes));
        return new ModelState(next);
    }

    public LearnerProgress Describe(ModelState state) =>
        new(SumsOf(state) == plan.Rounds ? "done" : Name, SumsOf(state), plan.Rounds, TrainLoss: null, HoldOutMae: null);

    public IModel Model(ModelState state) => new BenchModel(DataContract.Parse(plan.Contract.Text, "the plan's contract"));

    private static int LengthOf(Plan plan)
    {
        using JsonDocument learner = JsonDocument.Parse(plan.Learner.Text);
        JsonElement root = learner.RootElement;
        return root.TryGetProperty("name", out JsonElement name) && name.ValueEquals(Name)
            && root.TryGetProperty("length", out JsonElement slots) && slots.TryGetInt32(out int length) && length > 0
            ? length
            : throw new RefusedException(RefusalCode.LearnerUnknown, $"a bench host runs studies of the learner '{Name}' with a 'length', and no other");
    }

    private int SumsOf(ModelState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        int sums = state.Length == HeaderBytes + (sizeof(int) * length) ? BinaryPrimitives.ReadInt32LittleEndian(state.Memory.Span) : -1;
        return sums >= 0 && sums <= plan.Rounds ? sums : throw new FormatException("this is no state of the plan's bench learner");
    }
}

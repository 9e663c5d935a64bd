using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using FedMat.Learning;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Cli.Bench;

/// <summary>
/// A learner that learns nothing, for measuring. A member's numbers follow from its index, the round and the slot, and every sum is held,
/// slot by slot, against what all members together must have given. A state is the number of sums done (32 bits) and the last sum, little-endian.
/// The ask is a weighted one, as of neural rounds, with a step of one: whole numbers are quantised as they are.
/// Limits: up to <see cref="MostMembers"/> members, numbered from 0 in the one input column of their tables.
/// </summary>
/// <param name="plan">Its learner is <c>{"name":"bench","length":D}</c>.</param>
/// <param name="summed">Told the number of each sum that was found right.</param>
internal sealed class BenchLearner(Plan plan, Action<int>? summed = null) : ILearner
{
    public const string Name = "bench";
    public const int MostMembers = 1000;
    private const string BlockName = "numbers";
    private const int HeaderBytes = sizeof(int);

    /// <summary>Room for the square of the last index and for the slot's part; the sum of all members does not wrap.</summary>
    private const int Bits = 21;

    private readonly int length = LengthOf(plan);

    public ModelState Start() => new(new byte[checked(HeaderBytes + (sizeof(int) * length))]);

    public RoundSpec? Ask(ModelState state) => SumsOf(state) == plan.Rounds
        ? null
        : new RoundSpec(Name, Ring.Bits32, new Block(BlockName, length, BlockKind.Weighted, Clip: 1 << (Bits - 1), Bits));

    public LocalVector Contribute(ModelState state, Dataset data, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(data);
        int index = (int)data.X[0];
        int round = SumsOf(state) + 1;
        float[] numbers = new float[length];
        for (int slot = 0; slot < numbers.Length; slot++)
            numbers[slot] = (index * index) + Number(round, slot);
        RoundSpec spec = Ask(state) ?? throw new InvalidOperationException("the learner is done: there is nothing to contribute to");
        return new LocalVector(spec, share: 1).Weighted(BlockName, numbers);
    }

    /// <exception cref="InvalidDataException">The sum is not that of all members' numbers.</exception>
    public ModelState Advance(ModelState state, RingVector sum)
    {
        ArgumentNullException.ThrowIfNull(sum);
        int round = SumsOf(state) + 1;
        RequireExact(round, MemoryMarshal.Cast<byte, int>(sum.Memory.Span));
        byte[] next = new byte[HeaderBytes + sum.Memory.Length];
        BinaryPrimitives.WriteInt32LittleEndian(next, round);
        sum.Memory.Span.CopyTo(next.AsSpan(HeaderBytes));
        summed?.Invoke(round);
        return new ModelState(next);
    }

    public LearnerProgress Describe(ModelState state) =>
        new(SumsOf(state) == plan.Rounds ? "done" : Name, SumsOf(state), plan.Rounds, TrainLoss: null, HoldOutMae: null);

    public IModel Model(ModelState state) => new BenchModel(DataContract.Parse(plan.Contract.Text, "the plan's contract"));

    /// <summary>The slot's part of a number, the same for every member: from -512 to 511, and no two rounds or stretches of slots look alike.</summary>
    private static int Number(int round, int slot) => (int)(unchecked(((uint)slot * 2654435761u) + ((uint)round * 2246822519u)) >> 22) - 512;

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

    private void RequireExact(int round, ReadOnlySpan<int> sum)
    {
        if (sum.Length != length)
            throw new InvalidDataException($"sum {round} has {sum.Length} slots where the plan has {length}");
        int members = plan.Members.Count;
        int squares = Enumerable.Range(0, members).Sum(index => index * index);
        for (int slot = 0; slot < sum.Length; slot++)
        {
            int expected = squares + (members * Number(round, slot));
            if (sum[slot] != expected)
                throw new InvalidDataException($"slot {slot} of sum {round} is {sum[slot]}; the {members} members' numbers make {expected}");
        }
    }
}

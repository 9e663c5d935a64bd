using System.Runtime.InteropServices;
using FedMat.Protocol;

namespace FedMat.Cli.Bench;

/// <summary>
/// What members contribute in a bench: whole numbers that follow from a member's index, the round and the slot, so that every sum is known
/// beforehand. A member's part is the square of its index, so that no two sums over as many members are the same by chance.
/// Limits: up to <see cref="MostMembers"/> members.
/// </summary>
internal static class BenchNumbers
{
    public const int MostMembers = 1000;
    public const string BlockName = "numbers";

    /// <summary>Room for the largest square and the slot's part. The sum of all members does not wrap.</summary>
    private const int Bits = 21;

    /// <summary>A weighted sum, as of neural rounds, with a step of one: whole numbers are quantised as they are.</summary>
    public static RoundSpec Ask(int length) =>
        new("bench", Ring.Bits32, new Block(BlockName, length, BlockKind.Weighted, Clip: 1 << (Bits - 1), Bits));

    public static int Of(int member, int round, int slot) => (member * member) + OfSlot(round, slot);

    /// <exception cref="InvalidDataException">A slot is not the sum of these members' numbers.</exception>
    public static void RequireSum(RingVector sum, int round, IReadOnlyCollection<int> members, int length)
    {
        ReadOnlySpan<int> slots = MemoryMarshal.Cast<byte, int>(sum.Memory.Span);
        if (sum.Ring != Ring.Bits32 || slots.Length != length)
            throw new InvalidDataException($"sum {round} has {sum.Length} slots of {(int)sum.Ring} bits where {length} of 32 were asked for");
        int squares = members.Sum(member => member * member);
        for (int slot = 0; slot < slots.Length; slot++)
        {
            int expected = squares + (members.Count * OfSlot(round, slot));
            if (slots[slot] != expected)
                throw new InvalidDataException($"slot {slot} of sum {round} is {slots[slot]}; the numbers of {members.Count} members make {expected}");
        }
    }

    /// <summary>From -512 to 511, without a pattern that a mistaken order of slots or rounds could hide in.</summary>
    private static int OfSlot(int round, int slot) => (int)(unchecked(((uint)slot * 2654435761u) + ((uint)round * 2246822519u)) >> 22) - 512;
}

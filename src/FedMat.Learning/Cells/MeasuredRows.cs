using System.Runtime.InteropServices;
using FedMat.Crypto;
using FedMat.Materials;

namespace FedMat.Learning;

/// <summary>Rows whose target is a value, and no bound.</summary>
internal static class MeasuredRows
{
    /// <param name="data">A member's rows, in groups of equal inputs where the size is above 1.</param>
    /// <param name="chosen">Rows of it, groups whole.</param>
    /// <param name="size">The fewest such rows of a group; groups with fewer are left out.</param>
    public static int[] Of(Dataset data, int[] chosen, int size)
    {
        int[] measured = Array.FindAll(chosen, row => data.Bounds[row] == Censoring.None);
        if (measured.Length == chosen.Length || size == 1)
            return measured;
        Dictionary<Digest, int> counts = [];
        foreach (int row in measured)
            counts[Group(data, row)] = counts.GetValueOrDefault(Group(data, row)) + 1;
        return Array.FindAll(measured, row => counts[Group(data, row)] >= size);
    }

    private static Digest Group(Dataset data, int row) => Digest.Of(MemoryMarshal.AsBytes(data.X.AsSpan(row * data.Inputs, data.Inputs)));
}

using FedMat.Materials;

namespace FedMat.Learning;

/// <summary>Rows whose target is a value, and no bound.</summary>
internal static class MeasuredRows
{
    /// <summary>Their places, in order.</summary>
    public static int[] Of(Dataset data) => [.. Enumerable.Range(0, data.Rows).Where(row => data.Bounds[row] == Censoring.None)];

    /// <summary>Those among some places, in their order.</summary>
    public static int[] Of(Dataset data, int[] chosen) => Array.FindAll(chosen, row => data.Bounds[row] == Censoring.None);

    /// <summary>The rows themselves; the same object where no target is a bound.</summary>
    public static Dataset In(Dataset data)
    {
        int[] measured = Of(data);
        return measured.Length == data.Rows ? data : data.Select(measured);
    }
}

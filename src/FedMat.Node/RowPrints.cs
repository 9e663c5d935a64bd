using System.Text;
using FedMat.Crypto;

namespace FedMat.Node;

/// <summary>
/// The rows of a table as keyed prints (<see cref="RowPrinter"/>), by kind: measured targets, bounds, rows without a target, and the values of each auxiliary target.
/// Each kind has sums of its own, so that changes are counted for each. Enough to tell how many differ between two tables, and nothing to whoever lacks the key.
/// </summary>
internal sealed class RowPrints
{
    public const string Measured = "measured";
    public const string Bounds = "bounds";
    public const string Untargeted = "untargeted";

    // 32 zero bytes, which nothing hashes to, stand before each kind.
    private static readonly byte[] Mark = new byte[Digest.Size];
    private static readonly Digest[] OfTargets = [Kind(Measured), Kind(Bounds)];
    private readonly SortedDictionary<Digest, byte[][]> kinds = [];

    private RowPrints(IEnumerable<(Digest Kind, IEnumerable<byte[]> Prints)> kinds)
    {
        foreach ((Digest kind, IEnumerable<byte[]> prints) in kinds)
        {
            if (Sorted(prints) is { Length: > 0 } sorted)
                this.kinds.Add(kind, sorted);
        }

        byte[][] rows = Sorted(OfTargets.SelectMany(Of));
        Count = rows.Length;
        Hash = Digest.Of(this.kinds.Keys.All(OfTargets.Contains) ? Join(rows) : ToBytes());
    }

    /// <summary>Rows with a target.</summary>
    public int Count { get; }

    /// <summary>Names the rows, in whatever order a table has them.</summary>
    public Digest Hash { get; }

    /// <param name="kinds">Prints of each kind by its name.</param>
    public static RowPrints Of(IReadOnlyDictionary<string, List<byte[]>> kinds) => new(kinds.Select(kind => (Kind(kind.Key), kind.Value.AsEnumerable())));

    /// <summary>The kind of an auxiliary target's values; those of rows whose target is a bound enter no sum, and are apart.</summary>
    public static string Auxiliary(string target, bool isOfBound) => (isOfBound ? "auxiliary of bounds " : "auxiliary ") + target;

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    public static RowPrints Parse(byte[] bytes)
    {
        byte[][] prints = [.. bytes.Chunk(Digest.Size)];
        int[] starts = [.. Enumerable.Range(0, prints.Length).Where(i => prints[i].AsSpan().SequenceEqual(Mark)), prints.Length];
        return starts[0] > 0
            ? new([(OfTargets[0], prints)])
            : new(starts.Zip(starts.Skip(1), (start, end) => (Digest.FromBytes(prints[start + 1]), prints[(start + 2)..end].AsEnumerable())));
    }

    /// <summary>The prints alone where all rows are measured; otherwise each kind with its mark and name before its prints.</summary>
    public byte[] ToBytes() => kinds.Keys.All(kind => kind == OfTargets[0])
        ? Join(Of(OfTargets[0]))
        : Join(kinds.SelectMany(kind => (byte[][])[Mark, kind.Key.ToArray(), .. kind.Value]));

    /// <summary>How many rows changed of that kind of which the fewest did, 0 only where none of any kind: a row that was altered counts once.</summary>
    public int ChangedSince(RowPrints earlier) => kinds.Keys.Union(earlier.kinds.Keys)
        .Select(kind => Changed(Of(kind), earlier.Of(kind))).Where(changed => changed > 0).DefaultIfEmpty(0).Min();

    /// <summary>The fewest rows that must have changed since a table of which nothing is known but how many had a target.</summary>
    public int ChangedSince(int count) => kinds.Keys.All(kind => kind == OfTargets[0]) ? Math.Abs(Count - count) : 0;

    private static int Changed(byte[][] prints, byte[][] earlier)
    {
        int same = 0;
        for (int i = 0, j = 0; i < prints.Length && j < earlier.Length;)
        {
            int order = prints[i].AsSpan().SequenceCompareTo(earlier[j]);
            same += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return Math.Max(prints.Length, earlier.Length) - same;
    }

    private static byte[][] Sorted(IEnumerable<byte[]> prints)
    {
        byte[][] sorted = [.. prints];
        Array.Sort(sorted, (left, right) => left.AsSpan().SequenceCompareTo(right));
        return sorted;
    }

    private static byte[] Join(IEnumerable<byte[]> prints) => [.. prints.SelectMany(print => print)];

    private static Digest Kind(string name) => Digest.Of(Encoding.UTF8.GetBytes(name));

    private byte[][] Of(Digest kind) => kinds.GetValueOrDefault(kind, []);
}

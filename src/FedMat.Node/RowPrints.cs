using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using FedMat.Crypto;
using FedMat.Materials;

namespace FedMat.Node;

/// <summary>
/// The rows of a table as keyed prints (HMAC-SHA256, RFC 2104), in the order of the prints: enough to tell how many rows differ between two
/// tables, and nothing to whoever lacks the key.
/// </summary>
internal sealed class RowPrints
{
    private const int Size = SHA256.HashSizeInBytes;
    private readonly byte[][] prints;

    private RowPrints(IEnumerable<byte[]> prints)
    {
        this.prints = [.. prints];
        Array.Sort(this.prints, (left, right) => left.AsSpan().SequenceCompareTo(right));
        Hash = Digest.Of(ToBytes());
    }

    public int Count => prints.Length;

    /// <summary>Names the rows, in whatever order a table has them.</summary>
    public Digest Hash { get; }

    /// <param name="data">Inputs, target, weight and group of a row make its print.</param>
    /// <param name="key">This node's own.</param>
    public static RowPrints Of(Dataset data, ReadOnlySpan<byte> key)
    {
        byte[][] prints = new byte[data.Rows][];
        int numbers = data.Inputs * sizeof(float);
        byte[] row = new byte[numbers + (2 * sizeof(double)) + 1 + Size];
        for (int i = 0; i < prints.Length; i++)
        {
            MemoryMarshal.AsBytes(data.X.AsSpan(i * data.Inputs, data.Inputs)).CopyTo(row);
            BinaryPrimitives.WriteDoubleLittleEndian(row.AsSpan(numbers), data.Y[i]);
            BinaryPrimitives.WriteDoubleLittleEndian(row.AsSpan(numbers + sizeof(double)), data.Weights[i]);
            row[numbers + (2 * sizeof(double))] = (byte)data.Bounds[i];
            SHA256.HashData(Encoding.UTF8.GetBytes(data.Groups[i] ?? ""), row.AsSpan(row.Length - Size));
            prints[i] = HMACSHA256.HashData(key, row);
        }

        CryptographicOperations.ZeroMemory(row);
        return new RowPrints(prints);
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    public static RowPrints Parse(byte[] bytes) => new(bytes.Chunk(Size));

    public byte[] ToBytes() => [.. prints.SelectMany(print => print)];

    /// <summary>How many rows are others: a row that was altered counts once.</summary>
    public int ChangedSince(RowPrints earlier)
    {
        int same = 0;
        for (int i = 0, j = 0; i < prints.Length && j < earlier.prints.Length;)
        {
            int order = prints[i].AsSpan().SequenceCompareTo(earlier.prints[j]);
            same += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return Math.Max(prints.Length, earlier.prints.Length) - same;
    }
}

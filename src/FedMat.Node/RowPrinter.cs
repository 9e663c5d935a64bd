using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using FedMat.Materials;

namespace FedMat.Node;

/// <summary>
/// Makes the keyed prints of a table (HMAC-SHA256, RFC 2104): of a row its inputs, target, weight, bound and group; of an auxiliary target each value that was
/// measured, whatever row has it, since sums over it are of the values alone.
/// </summary>
/// <param name="auxiliary">The names of the auxiliary targets, in the contract's order.</param>
/// <param name="key">This node's own.</param>
internal sealed class RowPrinter(IReadOnlyList<string> auxiliary, byte[] key)
{
    private readonly Dictionary<string, List<byte[]>> kinds = [];

    public static RowPrints Of(Dataset data, DataContract contract, byte[] key)
    {
        RowPrinter printer = new([.. contract.Auxiliary.Select(target => target.Name)], key);
        printer.Add(data, isTargeted: true);
        if (data.Untargeted is { } others)
            printer.Add(others, isTargeted: false);
        return RowPrints.Of(printer.kinds);
    }

    private void Add(Dataset data, bool isTargeted)
    {
        int numbers = data.Inputs * sizeof(float);
        byte[] row = new byte[numbers + (2 * sizeof(double)) + 1 + SHA256.HashSizeInBytes];
        for (int i = 0; i < data.Rows; i++)
        {
            MemoryMarshal.AsBytes(data.X.AsSpan(i * data.Inputs, data.Inputs)).CopyTo(row);
            BinaryPrimitives.WriteDoubleLittleEndian(row.AsSpan(numbers), isTargeted ? data.Y[i] : 0);
            BinaryPrimitives.WriteDoubleLittleEndian(row.AsSpan(numbers + sizeof(double)), data.Weights[i]);
            row[numbers + (2 * sizeof(double))] = (byte)data.Bounds[i];
            SHA256.HashData(Encoding.UTF8.GetBytes(data.Groups[i] ?? ""), row.AsSpan(row.Length - SHA256.HashSizeInBytes));
            Add(!isTargeted ? RowPrints.Untargeted : data.Bounds[i] == Censoring.None ? RowPrints.Measured : RowPrints.Bounds, row);
            AddAuxiliary(data, i);
        }

        CryptographicOperations.ZeroMemory(row);
    }

    private void AddAuxiliary(Dataset data, int row)
    {
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes + sizeof(double)];
        for (int target = 0; target < data.AuxiliaryTargets; target++)
        {
            double value = data.Auxiliary[(row * data.AuxiliaryTargets) + target];
            if (double.IsNaN(value))
                continue;
            SHA256.HashData(Encoding.UTF8.GetBytes(auxiliary[target]), bytes);
            // -0 is 0.
            BinaryPrimitives.WriteDoubleLittleEndian(bytes[SHA256.HashSizeInBytes..], value == 0 ? 0 : value);
            Add(RowPrints.Auxiliary(auxiliary[target], data.Bounds[row] != Censoring.None), bytes);
        }

        CryptographicOperations.ZeroMemory(bytes);
    }

    private void Add(string kind, ReadOnlySpan<byte> bytes)
    {
        if (!kinds.TryGetValue(kind, out List<byte[]>? prints))
            kinds.Add(kind, prints = []);
        prints.Add(HMACSHA256.HashData(key, bytes));
    }
}

using System.Buffers.Binary;
using System.Text;
using FedMat.Crypto;
using FedMat.Materials;

namespace FedMat.Learning;

/// <summary>
/// Which of a plan's folds a row is in. It depends on the plan's seed and on what groups the row (its paper, its heat), or else on its inputs: rows that belong
/// together stay together, within a member and across members, and a row does not change its fold when others come or go.
/// </summary>
public static class Folds
{
    /// <summary>How many folds there are when each model leaves out so large a part of the rows.</summary>
    public static int Count(double holdOutFraction) => Math.Max(2, (int)Math.Round(1 / holdOutFraction));

    /// <summary>The fold of each row, from 0.</summary>
    /// <param name="data">A member's rows.</param>
    /// <param name="seed">The plan's.</param>
    /// <param name="count">How many folds there are.</param>
    public static int[] Of(Dataset data, long seed, int count)
    {
        ArgumentNullException.ThrowIfNull(data);
        int[] folds = new int[data.Rows];
        for (int row = 0; row < folds.Length; row++)
            folds[row] = Of(seed, data.Groups[row], data.X.AsSpan(row * data.Inputs, data.Inputs), count);
        return folds;
    }

    /// <summary>The fold of one row.</summary>
    /// <param name="seed">The plan's.</param>
    /// <param name="group">What groups the row; null where nothing does.</param>
    /// <param name="inputs">Its descriptors, in single precision.</param>
    /// <param name="count">How many folds there are.</param>
    public static int Of(long seed, string? group, ReadOnlySpan<float> inputs, int count)
    {
        byte[] name = group is null ? Inputs(inputs) : Encoding.UTF8.GetBytes(group);
        byte[] body = new byte[sizeof(long) + 1 + name.Length];
        BinaryPrimitives.WriteInt64LittleEndian(body, seed);
        body[sizeof(long)] = (byte)(group is null ? 0 : 1);
        name.CopyTo(body, sizeof(long) + 1);
        ulong place = BinaryPrimitives.ReadUInt64LittleEndian(Digest.Of(body).ToArray());
        return (int)(((UInt128)place * (ulong)count) >> 64);
    }

    private static byte[] Inputs(ReadOnlySpan<float> inputs)
    {
        byte[] bytes = new byte[inputs.Length * sizeof(float)];
        // Adding zero makes of a negative zero a positive one: equal inputs, equal bytes.
        for (int j = 0; j < inputs.Length; j++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(j * sizeof(float)), inputs[j] + 0f);
        return bytes;
    }
}

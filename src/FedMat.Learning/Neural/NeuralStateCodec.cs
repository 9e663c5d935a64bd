using System.Buffers.Binary;
using System.Runtime.InteropServices;
using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>
/// A neural state as bytes, little-endian: magic "FMN1", phase, training rounds, training loss, hold-out rows, MAE and RMSE, input means,
/// inverse scales, target mean and scale, weights, velocity, averaged rounds, average. What is not known yet is zero. How many of each
/// follows from the plan, so the length is fixed. Reading checks everything: the bytes come from a peer.
/// </summary>
internal sealed class NeuralStateCodec(int inputs, int weights, int rounds, bool hasVelocity, bool hasAverage)
{
    private const uint Magic = 0x314E4D46;

    private readonly int velocities = hasVelocity ? weights : 0;
    private readonly int averages = hasAverage ? weights : 0;
    private readonly int length = checked(
        45 + (((2 * inputs) + 2) * 8) + (weights * 4 * (1 + (hasVelocity ? 1 : 0) + (hasAverage ? 1 : 0))));

    /// <summary>The state before the first sum.</summary>
    public NeuralState First(float[] initial) => new(
        NeuralPhase.Moments, 0, null, null, Standardisation.None(inputs), initial, new float[velocities], 0, new float[averages]);

    public ModelState Write(NeuralState state)
    {
        byte[] bytes = new byte[length];
        Span<byte> rest = bytes;
        BinaryPrimitives.WriteUInt32LittleEndian(rest, Magic);
        rest[4] = (byte)state.Phase;
        BinaryPrimitives.WriteInt32LittleEndian(rest[5..], state.Round);
        BinaryPrimitives.WriteDoubleLittleEndian(rest[9..], state.TrainLoss ?? 0);
        BinaryPrimitives.WriteInt64LittleEndian(rest[17..], state.HoldOut?.Rows ?? 0);
        rest = rest[25..];
        Put(ref rest, [state.HoldOut?.Mae ?? 0, state.HoldOut?.Rmse ?? 0]);
        Put(ref rest, state.Standardisation.Means);
        Put(ref rest, state.Standardisation.InverseScales);
        Put(ref rest, [state.Standardisation.TargetMean, state.Standardisation.TargetScale]);
        Put(ref rest, state.Weights);
        Put(ref rest, state.Velocity);
        BinaryPrimitives.WriteInt32LittleEndian(rest, state.Averaged);
        rest = rest[4..];
        Put(ref rest, state.Average);
        return new ModelState(bytes);
    }

    /// <exception cref="FormatException">No state of this plan.</exception>
    public NeuralState Read(ModelState state)
    {
        ReadOnlySpan<byte> rest = state.Memory.Span;
        Require(rest.Length == length, $"{rest.Length} bytes where a state of this plan has {length}");
        Require(BinaryPrimitives.ReadUInt32LittleEndian(rest) == Magic, "it begins otherwise");
        NeuralPhase phase = (NeuralPhase)rest[4];
        int round = BinaryPrimitives.ReadInt32LittleEndian(rest[5..]);
        double loss = BinaryPrimitives.ReadDoubleLittleEndian(rest[9..]);
        long held = BinaryPrimitives.ReadInt64LittleEndian(rest[17..]);
        Require(
            phase <= NeuralPhase.Done && round >= 0 && round <= rounds && double.IsFinite(loss) && held >= 0,
            "phase, round, training loss or hold-out rows out of range");
        rest = rest[25..];
        double[] errors = Take(ref rest, 2);
        Standardisation standardisation = Standardisation.FromParts(
            Take(ref rest, inputs), Take(ref rest, inputs), Take(ref rest, 1)[0], Take(ref rest, 1)[0]);
        float[] current = TakeSingles(ref rest, weights);
        float[] velocity = TakeSingles(ref rest, velocities);
        int averaged = BinaryPrimitives.ReadInt32LittleEndian(rest);
        rest = rest[4..];
        Require(
            averaged >= 0 && averaged <= (hasAverage ? round : 0) && standardisation.TargetScale > 0, "averaged rounds or target scale out of range");
        float[] average = TakeSingles(ref rest, averages);
        HoldOutFigures? figures = held > 0 ? new HoldOutFigures(held, errors[0], errors[1]) : null;
        return new NeuralState(phase, round, round > 0 ? loss : null, figures, standardisation, current, velocity, averaged, average);
    }

    private static void Put(ref Span<byte> rest, scoped ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(rest, value);
            rest = rest[sizeof(double)..];
        }
    }

    private static void Put(ref Span<byte> rest, scoped ReadOnlySpan<float> values)
    {
        Span<int> target = MemoryMarshal.Cast<byte, int>(rest[..(values.Length * sizeof(float))]);
        MemoryMarshal.Cast<float, int>(values).CopyTo(target);
        if (!BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(target, target);
        rest = rest[(values.Length * sizeof(float))..];
    }

    private static double[] Take(ref ReadOnlySpan<byte> rest, int count)
    {
        double[] values = new double[count];
        foreach (ref double value in values.AsSpan())
        {
            value = BinaryPrimitives.ReadDoubleLittleEndian(rest);
            rest = rest[sizeof(double)..];
            Require(double.IsFinite(value), "a number is not finite");
        }

        return values;
    }

    private static float[] TakeSingles(ref ReadOnlySpan<byte> rest, int count)
    {
        float[] values = new float[count];
        Span<int> target = MemoryMarshal.Cast<float, int>(values.AsSpan());
        MemoryMarshal.Cast<byte, int>(rest[..(count * sizeof(float))]).CopyTo(target);
        if (!BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(target, target);
        rest = rest[(count * sizeof(float))..];
        Require(Array.TrueForAll(values, float.IsFinite), "a weight is not finite");
        return values;
    }

    private static void Require(bool holds, string what)
    {
        if (!holds)
            throw new FormatException($"this is no state of the plan's neural learner: {what}");
    }
}

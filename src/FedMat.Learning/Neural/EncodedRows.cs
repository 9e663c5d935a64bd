using System.Runtime.CompilerServices;
using FedMat.Materials;

namespace FedMat.Learning;

/// <summary>
/// A member's rows as networks are given them, made once for all models and rounds that give them alike. It takes as much memory as the rows, twice
/// with ranks, and goes with them. Tables with very many numbers are not kept.
/// </summary>
internal sealed class EncodedRows
{
    private const long MostNumbers = 1 << 26;
    private static readonly ConditionalWeakTable<Dataset, EncodedRows> Known = [];
    private readonly InputEncoding encoding;
    private readonly float[] numbers;

    private EncodedRows(Dataset data, InputEncoding encoding)
    {
        this.encoding = encoding;
        numbers = new float[data.Rows * encoding.Width];
        for (int row = 0; row < data.Rows; row++)
            encoding.Encode(data.X.AsSpan(row * data.Inputs, data.Inputs), numbers.AsSpan(row * encoding.Width, encoding.Width));
    }

    /// <param name="data">A member's rows.</param>
    /// <param name="rows">Which of them.</param>
    /// <param name="encoding">What the network is given of a row.</param>
    /// <returns>Chosen rows x width, row after row.</returns>
    public static float[] Of(Dataset data, int[] rows, InputEncoding encoding)
    {
        float[] chosen = new float[rows.Length * encoding.Width];
        float[]? all = (long)data.Rows * encoding.Width <= MostNumbers ? All(data, encoding) : null;
        for (int i = 0; i < rows.Length; i++)
        {
            Span<float> place = chosen.AsSpan(i * encoding.Width, encoding.Width);
            if (all is null)
                encoding.Encode(data.X.AsSpan(rows[i] * data.Inputs, data.Inputs), place);
            else
                all.AsSpan(rows[i] * encoding.Width, encoding.Width).CopyTo(place);
        }

        return chosen;
    }

    private static float[] All(Dataset data, InputEncoding encoding)
    {
        if (Known.TryGetValue(data, out EncodedRows? known) && known.encoding == encoding)
            return known.numbers;
        EncodedRows made = new(data, encoding);
        Known.AddOrUpdate(data, made);
        return made.numbers;
    }
}

using System.Runtime.InteropServices;
using FedMat.Crypto;
using FedMat.Materials;

namespace FedMat.Learning;

/// <summary>A member's rows that neither kind of model has seen, with what both predict for them.</summary>
/// <param name="Truth">The target of each.</param>
/// <param name="Federated">What the study's models predict.</param>
/// <param name="Adapted">The same in the mean with the models that went on learning from the member's rows; else as federated.</param>
/// <param name="Local">What the local study's models predict.</param>
/// <param name="Folds">The fold of each.</param>
/// <param name="Units">A number for each group of rows that belong together.</param>
internal sealed record PersonalRows(double[] Truth, double[] Federated, double[] Adapted, double[] Local, int[] Folds, int[] Units)
{
    public int Count => Truth.Length;

    /// <summary>All places.</summary>
    public int[] All => [.. Enumerable.Range(0, Count)];

    /// <summary>The rows that all of the studies have held out.</summary>
    /// <param name="federated">Of the study.</param>
    /// <param name="tuned">Of its models that went on learning from the member's rows; null where there are none.</param>
    /// <param name="local">Of the study of the member alone.</param>
    /// <param name="data">The member's rows, near ones with equal inputs.</param>
    public static PersonalRows Of(OutOfFold federated, OutOfFold? tuned, OutOfFold local, Dataset data)
    {
        (Dictionary<int, double> own, Dictionary<int, double> alone) = (ByRow(tuned ?? federated), ByRow(local));
        int[] places = [.. Enumerable.Range(0, federated.Rows.Length).Where(i => own.ContainsKey(federated.Rows[i]) && alone.ContainsKey(federated.Rows[i]))];
        int[] rows = Array.ConvertAll(places, i => federated.Rows[i]);
        return new PersonalRows(
            Array.ConvertAll(rows, row => data.Y[row]), Array.ConvertAll(places, i => federated.Predictions[i]),
            Array.ConvertAll(places, i => (federated.Predictions[i] + own[federated.Rows[i]]) / 2), Array.ConvertAll(rows, row => alone[row]),
            Array.ConvertAll(places, i => federated.Folds[i]), UnitsOf(data, rows));
    }

    private static Dictionary<int, double> ByRow(OutOfFold unseen)
    {
        Dictionary<int, double> predictions = [];
        for (int i = 0; i < unseen.Rows.Length; i++)
            predictions[unseen.Rows[i]] = unseen.Predictions[i];
        return predictions;
    }

    /// <summary>Rows that nothing groups belong together where their inputs are equal.</summary>
    private static int[] UnitsOf(Dataset data, int[] rows)
    {
        Dictionary<(string?, Digest), int> units = [];
        return Array.ConvertAll(rows, row =>
        {
            ReadOnlySpan<byte> inputs = data.Groups[row] is null ? MemoryMarshal.AsBytes(data.X.AsSpan(row * data.Inputs, data.Inputs)) : default;
            (string?, Digest) name = (data.Groups[row], Digest.Of(inputs));
            return units.TryGetValue(name, out int known) ? known : units[name] = units.Count;
        });
    }

    /// <summary>The absolute error of each row, predicted by a mix.</summary>
    public double[] Errors(PersonalMix mix) => Array.ConvertAll(All, i => ErrorAt(mix, i));

    public double ErrorAt(PersonalMix mix, int place) => Math.Abs(mix.Of(Adapted[place], Local[place]) - Truth[place]);

    /// <summary>The mean absolute error over some places, predicted by a mix.</summary>
    public double Mae(PersonalMix mix, int[] places)
    {
        double sum = 0;
        foreach (int place in places)
            sum += ErrorAt(mix, place);
        return sum / places.Length;
    }
}

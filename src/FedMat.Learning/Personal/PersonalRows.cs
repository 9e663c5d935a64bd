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

    /// <summary>The rows that both studies have held out.</summary>
    public static PersonalRows Of(OutOfFold federated, OutOfFold? tuned, OutOfFold local, Dataset data)
    {
        Dictionary<int, double> locals = [];
        for (int i = 0; i < local.Rows.Length; i++)
            locals[local.Rows[i]] = local.Predictions[i];
        int[] places = [.. Enumerable.Range(0, federated.Rows.Length).Where(i => locals.ContainsKey(federated.Rows[i]))];
        Dictionary<string, int> units = [];
        int[] unit = new int[places.Length];
        for (int i = 0; i < places.Length; i++)
        {
            int row = federated.Rows[places[i]];
            // A row that nothing groups stands for itself.
            string name = data.Groups[row] is { } group ? $"group {group}" : $"row {row}";
            unit[i] = units.TryGetValue(name, out int known) ? known : units[name] = units.Count;
        }

        return new PersonalRows(
            Array.ConvertAll(places, i => data.Y[federated.Rows[i]]), Array.ConvertAll(places, i => federated.Predictions[i]),
            Array.ConvertAll(places, i => tuned is null ? federated.Predictions[i] : (federated.Predictions[i] + tuned.Predictions[i]) / 2),
            Array.ConvertAll(places, i => locals[federated.Rows[i]]), Array.ConvertAll(places, i => federated.Folds[i]), unit);
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

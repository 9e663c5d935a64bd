using FedMat.Materials;

namespace FedMat.Simulation;

/// <summary>What a user should know of the training rows before he trusts what is learned from them.</summary>
internal static class DataNotes
{
    private const int MostNamed = 5;

    public static IReadOnlyList<string> Of(SimulationData data)
    {
        Dataset all = Dataset.Concat([.. data.Members.Select(member => member.Train)]);
        return [.. Inputs(data, all), .. Targets(all), .. Members(data)];
    }

    private static IEnumerable<string> Inputs(SimulationData data, Dataset all)
    {
        DescriptorSet descriptors = DescriptorSet.For(data.Contract);
        List<string> names = [.. descriptors.Names];
        foreach (InputColumn input in data.Contract.Inputs.Where(input => input.Kind == ColumnKind.Number))
        {
            int column = names.IndexOf(input.Name);
            if (!Varies(all, column))
                yield return input.Optional && All(all, column + 1, 1)
                    ? $"'{input.Name}' is missing in all training rows: nothing is learned from it"
                    : $"'{input.Name}' is the same in all training rows: nothing is learned from it";
        }

        InputColumn[] categories = [.. data.Contract.Inputs.Where(input => input.Kind == ColumnKind.Category)];
        foreach ((InputColumn input, (int start, int values)) in categories.Zip(descriptors.Categories))
        {
            int[] columns = [.. Enumerable.Range(start, values)];
            if (Array.TrueForAll(columns, column => !Varies(all, column)))
                yield return $"'{input.Name}' is the same in all training rows, or missing: nothing is learned from it";
            else if (data.Members.Count > 1 && OfOneMember(data, input, start) is { Length: > 0 } alone)
                yield return $"of '{input.Name}' one member alone has {Listed(alone)}";
        }
    }

    private static IEnumerable<string> Targets(Dataset all)
    {
        int bounds = all.Bounds.Count(side => side != Censoring.None);
        if (bounds > 0)
            yield return $"{bounds:#,0} of {all.Rows:#,0} training targets are bounds; errors and intervals are of the others";
        if (Array.TrueForAll(all.Y, target => target == all.Y[0]))
            yield return "all training targets are equal: there is nothing to learn";
    }

    private static IEnumerable<string> Members(SimulationData data)
    {
        string[] single = [.. data.Members.Where(member => member.Train.Rows == 1).Select(member => $"'{member.Name}'")];
        if (single.Length > 0)
            yield return $"one training row alone is of {Listed(single)}";
    }

    private static string[] OfOneMember(SimulationData data, InputColumn input, int start) =>
    [
        .. Enumerable.Range(0, input.Categories.Count)
            .Where(value => data.Members.Count(member => !All(member.Train, start + value, 0)) == 1).Select(value => $"'{input.Categories[value]}'"),
    ];

    private static string Listed(string[] names) =>
        string.Join(", ", names.Take(MostNamed)) + (names.Length > MostNamed ? $" and {names.Length - MostNamed} more" : "");

    private static bool Varies(Dataset data, int column) => !All(data, column, data.X[column]);

    private static bool All(Dataset data, int column, float value)
    {
        for (int row = 0; row < data.Rows; row++)
        {
            if (data.X[(row * data.Inputs) + column] != value)
                return false;
        }

        return true;
    }
}

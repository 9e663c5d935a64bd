using System.Text;

namespace FedMat.Materials;

/// <summary>Tells to which part a row belongs.</summary>
public static class Splits
{
    private const string Column = "split";
    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;
    private const int TestOneIn = 5;

    /// <summary>
    /// What the column <c>split</c> says (train or test). Without one, about one row in five is test, by a hash (FNV-1a) of its
    /// inputs: the same on every machine, and rows with the same inputs fall into the same part.
    /// </summary>
    /// <exception cref="InputException">A cell of the column split is neither train nor test.</exception>
    public static Split Of(TableRow row, DataContract contract)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(contract);
        return row[Column] switch
        {
            "train" => Split.Train,
            "test" => Split.Test,
            null => Hash(row, contract) % TestOneIn == 0 ? Split.Test : Split.Train,
            var other => throw row.Error($"'{other}' is neither train nor test", "Write train or test.", Column),
        };
    }

    private static ulong Hash(TableRow row, DataContract contract)
    {
        ulong hash = FnvOffset;
        foreach (var input in contract.Inputs)
        {
            string cell = row[input.Name] ?? "";
            if (input.Kind == ColumnKind.Composition && Composition.TryParse(cell, out var composition, out _))
                cell = composition.ToString();
            foreach (byte value in Encoding.UTF8.GetBytes(cell + '\u001F')) hash = unchecked((hash ^ value) * FnvPrime);
        }
        // The low bits of FNV-1a are weak on short texts.
        return hash ^ (hash >> 32);
    }
}

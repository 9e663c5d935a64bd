namespace FedMat.Materials;

/// <summary>
/// Tells rows that are alike in some columns by 128 bits: FNV-1a (Fowler, Noll, Vo; RFC 9923) of what stands there as a learner sees it. Compositions
/// are alike that have the same atomic fractions in single precision. It is no defence against somebody who looks for two rows of one key.
/// </summary>
internal sealed class RowKey
{
    private const byte End = 0x1F;
    private static readonly UInt128 Offset = new(0x6C62272E07BB0142, 0x62B821756295C58D);
    private static readonly UInt128 Prime = new(0x0000000001000000, 0x000000000000013B);

    private readonly Func<SampleRecord, RecordValue>[] columns;

    private RowKey(DataContract contract, IReadOnlyList<string> names)
    {
        Columns = names;
        columns = [.. names.Select(name => Column(contract, name))];
    }

    public IReadOnlyList<string> Columns { get; }

    /// <summary>Rows alike in what the contract says makes duplicates; in all inputs where it says nothing.</summary>
    public static RowKey OfDuplicates(DataContract contract) => contract.Duplicates.Count == 0 ? OfInputs(contract) : new(contract, contract.Duplicates);

    /// <summary>Rows alike in all inputs.</summary>
    public static RowKey OfInputs(DataContract contract) => new(contract, [.. contract.Inputs.Select(input => input.Name)]);

    public UInt128 Of(SampleRecord sample)
    {
        UInt128 hash = Offset;
        foreach (var column in columns) hash = Add(hash, column(sample));
        return hash;
    }

    private static Func<SampleRecord, RecordValue> Column(DataContract contract, string name)
    {
        for (int i = 0; i < contract.Inputs.Count; i++)
        {
            int place = i;
            if (contract.Inputs[i].Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return sample => sample.Inputs.Values[place];
        }
        return Text(contract.Groups, name, sample => sample.Groups) ?? Text(contract.Kept, name, sample => sample.Kept)
            ?? throw new ArgumentException($"the contract has no column '{name}'", nameof(name));
    }

    private static Func<SampleRecord, RecordValue>? Text(
        IReadOnlyList<SideColumn> columns, string name, Func<SampleRecord, IReadOnlyList<string?>> texts)
    {
        for (int i = 0; i < columns.Count; i++)
        {
            int place = i;
            if (columns[i].Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return sample => texts(sample)[place] is { } text ? RecordValue.OfCategory(text) : RecordValue.Missing;
        }
        return null;
    }

    private static UInt128 Add(UInt128 hash, RecordValue value)
    {
        if (value.Composition is { } composition)
        {
            foreach (var (element, amount) in composition.Amounts)
                hash = Add(Add(hash, (uint)element.Number, 1), BitConverter.SingleToUInt32Bits((float)(amount / composition.Total)), 4);
        }
        else if (value.Number is { } number)
        {
            // Adding zero makes of a negative zero a positive one.
            hash = Add(hash, BitConverter.DoubleToUInt64Bits(number + 0.0), 8);
        }
        else if (value.Category is { } category)
        {
            hash = Add(hash, (ulong)category.Length, 4);
            foreach (char letter in category) hash = Add(hash, letter, 2);
        }
        return Add(hash, End, 1);
    }

    private static UInt128 Add(UInt128 hash, ulong value, int bytes)
    {
        for (int i = 0; i < bytes; i++) hash = unchecked((hash ^ (byte)(value >> (8 * i))) * Prime);
        return hash;
    }
}

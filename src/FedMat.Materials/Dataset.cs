namespace FedMat.Materials;

/// <summary>Rows as numbers, ready to learn from.</summary>
public sealed class Dataset
{
    private Dataset(DescriptorSet descriptors, LabelledRow[] rows, string?[] members)
    {
        Inputs = descriptors.Length;
        Lines = Array.ConvertAll(rows, row => row.Line);
        Members = members;
        Y = Array.ConvertAll(rows, row => row.Target);
        X = new float[rows.Length * Inputs];
        double[] values = new double[Inputs];
        for (int i = 0; i < rows.Length; i++)
        {
            descriptors.Describe(rows[i].Record, values);
            for (int j = 0; j < values.Length; j++) X[i * Inputs + j] = (float)values[j];
        }
    }

    private Dataset(Dataset rows, float[] x)
    {
        (Inputs, Lines, Members, Y) = (rows.Inputs, rows.Lines, rows.Members, rows.Y);
        X = x;
    }

    public int Rows => Y.Length;

    /// <summary>The length of a descriptor vector.</summary>
    public int Inputs { get; }

    /// <summary>Descriptors, row after row: <see cref="Rows"/> x <see cref="Inputs"/>, each rounded to the nearest float.</summary>
    public float[] X { get; }

    /// <summary>The target of each row, in the contract's unit.</summary>
    public double[] Y { get; }

    /// <summary>The member of each row, null where the table does not say.</summary>
    public string?[] Members { get; }

    /// <summary>The line of the file of each row.</summary>
    public int[] Lines { get; }

    /// <summary>The same rows with other inputs.</summary>
    /// <param name="x">As <see cref="X"/>; taken over, not copied.</param>
    /// <exception cref="ArgumentException">Not as many numbers as there are.</exception>
    public Dataset WithInputs(float[] x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Length != X.Length) throw new ArgumentException($"{x.Length} numbers where the rows have {X.Length}", nameof(x));
        return new(this, x);
    }

    /// <summary>Rows that were read before.</summary>
    /// <param name="contract">What they are.</param>
    /// <param name="rows">In their order.</param>
    public static Dataset Of(DataContract contract, IReadOnlyList<LabelledRow> rows)
    {
        ArgumentNullException.ThrowIfNull(contract);
        ArgumentNullException.ThrowIfNull(rows);
        return new(DescriptorSet.For(contract), [.. rows], new string?[rows.Count]);
    }

    /// <summary>Reads the rows that a filter lets through; rows that it does not are not looked at.</summary>
    /// <param name="table">The table.</param>
    /// <param name="contract">What its columns mean.</param>
    /// <param name="filter">By default every row.</param>
    /// <param name="minimumRows">The fewest rows that are enough.</param>
    /// <param name="subject">Whose rows they are, for the message that they are too few.</param>
    /// <exception cref="InputException">A cell does not fit the contract, a column is missing, or there are too few rows.</exception>
    public static Dataset Build(
        Table table, DataContract contract, Func<TableRow, bool>? filter = null, int minimumRows = 1, string subject = "the table")
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(contract);
        var reader = new RecordReader(contract);
        TableRow[] chosen = [.. table.Rows.Where(filter ?? (_ => true))];
        if (chosen.Length < minimumRows)
        {
            throw new InputException(
                $"{subject} has {chosen.Length} rows where at least {minimumRows} are needed", "Add rows, or leave it out of the study.",
                table.Source);
        }
        return new(DescriptorSet.For(contract), Array.ConvertAll(chosen, reader.ReadLabelled),
            Array.ConvertAll(chosen, row => row["member"] is { Length: > 0 } member ? member : null));
    }

    /// <summary>The rows of one member (null: of all, with those of no member) in one part of the table (null: in both).</summary>
    /// <exception cref="InputException">As above; too few rows names the member and the part.</exception>
    public static Dataset Build(Table table, DataContract contract, string? member, Split? split, int minimumRows = 1)
    {
        string part = split switch { Split.Train => " for training", Split.Test => " for the test", _ => "" };
        return Build(
            table, contract,
            row => (member is null || row["member"] == member) && (split is null || Splits.Of(row, contract) == split),
            minimumRows, (member is null ? "the table" : $"member '{member}'") + part);
    }
}

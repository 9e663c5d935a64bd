namespace FedMat.Materials;

/// <summary>Rows as numbers, ready to learn from.</summary>
public sealed class Dataset
{
    private Dataset(DataContract contract, LabelledRow[] rows, string?[] members)
    {
        var descriptors = DescriptorSet.For(contract);
        Inputs = descriptors.Length;
        AuxiliaryTargets = contract.Auxiliary.Count;
        Lines = Array.ConvertAll(rows, row => row.Line);
        Members = members;
        Y = Array.ConvertAll(rows, row => row.Target);
        Weights = Array.ConvertAll(rows, row => row.Weight);
        Bounds = Array.ConvertAll(rows, row => row.Censoring);
        Groups = Array.ConvertAll(rows, row => row.Group);
        Elements = Array.ConvertAll(rows, row => ElementSet.Of(row.Record));
        Auxiliary = [.. rows.SelectMany(row => AuxiliaryOf(row, AuxiliaryTargets))];
        X = new float[rows.Length * Inputs];
        double[] values = new double[Inputs];
        for (int i = 0; i < rows.Length; i++)
        {
            descriptors.Describe(rows[i].Record, values);
            for (int j = 0; j < values.Length; j++) X[i * Inputs + j] = (float)values[j];
        }
    }

    private Dataset(Dataset rows, float[] x, ElementSet[] elements, string?[] groups)
    {
        (Inputs, Lines, Members, Y) = (rows.Inputs, rows.Lines, rows.Members, rows.Y);
        (Weights, Bounds) = (rows.Weights, rows.Bounds);
        (X, Elements, Groups) = (x, elements, groups);
        (AuxiliaryTargets, Auxiliary, Untargeted) = (rows.AuxiliaryTargets, rows.Auxiliary, rows.Untargeted);
    }

    private Dataset(Dataset rows, int[] chosen)
    {
        (Inputs, AuxiliaryTargets, Untargeted) = (rows.Inputs, rows.AuxiliaryTargets, rows.Untargeted);
        Lines = Array.ConvertAll(chosen, row => rows.Lines[row]);
        Members = Array.ConvertAll(chosen, row => rows.Members[row]);
        Y = Array.ConvertAll(chosen, row => rows.Y[row]);
        Weights = Array.ConvertAll(chosen, row => rows.Weights[row]);
        Bounds = Array.ConvertAll(chosen, row => rows.Bounds[row]);
        Groups = Array.ConvertAll(chosen, row => rows.Groups[row]);
        Elements = Array.ConvertAll(chosen, row => rows.Elements[row]);
        X = new float[chosen.Length * Inputs];
        Auxiliary = new double[chosen.Length * AuxiliaryTargets];
        for (int i = 0; i < chosen.Length; i++)
        {
            rows.X.AsSpan(chosen[i] * Inputs, Inputs).CopyTo(X.AsSpan(i * Inputs));
            rows.Auxiliary.AsSpan(chosen[i] * AuxiliaryTargets, AuxiliaryTargets).CopyTo(Auxiliary.AsSpan(i * AuxiliaryTargets));
        }
    }

    private Dataset(IReadOnlyList<Dataset> parts)
    {
        (Inputs, AuxiliaryTargets) = (parts[0].Inputs, parts[0].AuxiliaryTargets);
        Lines = [.. parts.SelectMany(part => part.Lines)];
        Members = [.. parts.SelectMany(part => part.Members)];
        Y = [.. parts.SelectMany(part => part.Y)];
        Weights = [.. parts.SelectMany(part => part.Weights)];
        Bounds = [.. parts.SelectMany(part => part.Bounds)];
        Groups = [.. parts.SelectMany(part => part.Groups)];
        Elements = [.. parts.SelectMany(part => part.Elements)];
        Auxiliary = [.. parts.SelectMany(part => part.Auxiliary)];
        Dataset[] untargeted = [.. parts.Select(part => part.Untargeted).OfType<Dataset>()];
        Untargeted = untargeted.Length == 0 ? null : Concat(untargeted);
        X = [.. parts.SelectMany(part => part.X)];
    }

    public int Rows => Y.Length;

    /// <summary>Rows whose target is a value, and no bound.</summary>
    public int MeasuredRows => Bounds.Count(bound => bound == Censoring.None);

    /// <summary>The length of a descriptor vector.</summary>
    public int Inputs { get; }

    /// <summary>Descriptors, row after row: <see cref="Rows"/> x <see cref="Inputs"/>, each rounded to the nearest float.</summary>
    public float[] X { get; }

    /// <summary>The target of each row, in the contract's unit; a bound of it where <see cref="Bounds"/> says so.</summary>
    public double[] Y { get; }

    /// <summary>How many auxiliary targets the contract has.</summary>
    public int AuxiliaryTargets { get; }

    /// <summary>Auxiliary targets, row after row: <see cref="Rows"/> x <see cref="AuxiliaryTargets"/>, in the contract's units; NaN where one was not measured.</summary>
    public double[] Auxiliary { get; }

    /// <summary>
    /// Rows of which only auxiliary targets were measured, their <see cref="Y"/> NaN; null where there are none. They are no rows of this table: only what learns from
    /// auxiliary targets looks at them.
    /// </summary>
    public Dataset? Untargeted { get; private init; }

    /// <summary>How much each row counts; 1 for one measurement of usual uncertainty.</summary>
    public double[] Weights { get; }

    /// <summary>Whether the target of each row is a bound.</summary>
    public Censoring[] Bounds { get; }

    /// <summary>What each row must not be parted from; null where nothing groups it.</summary>
    public string?[] Groups { get; }

    /// <summary>The elements of each row's compositions.</summary>
    public ElementSet[] Elements { get; }

    /// <summary>The member of each row, null where the table does not say.</summary>
    public string?[] Members { get; }

    /// <summary>The line of the file of each row.</summary>
    public int[] Lines { get; }

    /// <summary>The same rows with other inputs.</summary>
    /// <param name="x">As <see cref="X"/>; taken over, not copied.</param>
    /// <param name="elements">As <see cref="Elements"/>; by default they stay.</param>
    /// <param name="groups">As <see cref="Groups"/>; by default they stay.</param>
    /// <exception cref="ArgumentException">Not as many numbers as there are.</exception>
    public Dataset WithInputs(float[] x, ElementSet[]? elements = null, string?[]? groups = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Length != X.Length) throw new ArgumentException($"{x.Length} numbers where the rows have {X.Length}", nameof(x));
        return new(this, x, elements ?? Elements, groups ?? Groups);
    }

    /// <summary>Some of the rows; those without a target stay beside them.</summary>
    /// <param name="rows">Their places, in the order that they are to have.</param>
    public Dataset Select(int[] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new(this, rows);
    }

    /// <summary>Rows that were read before.</summary>
    /// <param name="contract">What they are.</param>
    /// <param name="rows">In their order.</param>
    public static Dataset Of(DataContract contract, IReadOnlyList<LabelledRow> rows)
    {
        ArgumentNullException.ThrowIfNull(contract);
        ArgumentNullException.ThrowIfNull(rows);
        return Parted(contract, [.. rows], new string?[rows.Count]);
    }

    /// <summary>The rows of several tables as one.</summary>
    /// <param name="parts">At least one, all with the same inputs and auxiliary targets.</param>
    /// <exception cref="ArgumentException">No tables, or their inputs or auxiliary targets differ.</exception>
    public static Dataset Concat(IReadOnlyList<Dataset> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Select(part => (part.Inputs, part.AuxiliaryTargets)).Distinct().Count() != 1)
            throw new ArgumentException("the columns differ, or there are no tables", nameof(parts));
        return parts.Count == 1 ? parts[0] : new(parts);
    }

    /// <summary>The rows with a target, and the others beside them.</summary>
    private static Dataset Parted(DataContract contract, LabelledRow[] rows, string?[] members)
    {
        int[] with = [.. Enumerable.Range(0, rows.Length).Where(row => !double.IsNaN(rows[row].Target))];
        if (with.Length == rows.Length) return new(contract, rows, members);
        int[] without = [.. Enumerable.Range(0, rows.Length).Except(with)];
        return new(contract, Array.ConvertAll(with, row => rows[row]), Array.ConvertAll(with, row => members[row]))
        {
            Untargeted = new(contract, Array.ConvertAll(without, row => rows[row]), Array.ConvertAll(without, row => members[row])),
        };
    }

    private static IEnumerable<double> AuxiliaryOf(LabelledRow row, int targets) =>
        row.Auxiliary.Count == 0 ? Enumerable.Repeat(double.NaN, targets) : row.Auxiliary.Select(value => value ?? double.NaN);

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
        var rows = Parted(contract, Array.ConvertAll(chosen, reader.ReadLabelled),
            Array.ConvertAll(chosen, row => row["member"] is { Length: > 0 } member ? member : null));
        if (rows.Rows < minimumRows)
        {
            throw new InputException(
                $"{subject} has {rows.Rows} rows where at least {minimumRows} are needed", "Add rows, or leave it out of the study.",
                table.Source);
        }
        return rows;
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

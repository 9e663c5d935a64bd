namespace FedMat.Materials;

/// <summary>Turns the rows of a planned table into records.</summary>
internal sealed class RowCells
{
    private readonly TablePlan plan;
    private readonly InputCells[] inputs;
    private readonly TargetCells target;
    private readonly AuxiliaryCells auxiliary;
    private readonly PlannedColumn? outcome;
    private readonly PlannedColumn? fidelity;
    private readonly PlannedColumn?[] groups;
    private readonly PlannedColumn?[] kept;
    private readonly Categories<Outcome> outcomes;
    private readonly Categories<Fidelity> fidelities;
    private readonly Fidelity? fidelityOfAll;
    private readonly Rejections rejections = new();

    public RowCells(DataContract contract, TablePlan plan)
    {
        this.plan = plan;
        var numbers = new NumberCells(plan.Decimal);
        inputs = [.. contract.Inputs.Select((input, place) => new InputCells(
            input, [.. plan.Columns.Where(column => column.Field.Role == FieldRole.Input && column.Field.Place == place)], numbers))];
        target = new(contract.Target, plan.Columns, numbers);
        auxiliary = new(contract.Auxiliary, [.. contract.Auxiliary.Select((_, place) => Column(FieldRole.Auxiliary, place))], numbers);
        outcome = Column(FieldRole.Outcome, 0);
        fidelity = Column(FieldRole.Fidelity, 0);
        groups = [.. contract.Groups.Select((_, place) => Column(FieldRole.Group, place))];
        kept = [.. contract.Kept.Select((_, place) => Column(FieldRole.Kept, place))];
        outcomes = new(contract.Outcome?.Values ?? []);
        fidelities = new(contract.Fidelity?.Values ?? []);
        fidelityOfAll = contract.Fidelity?.ForAll;
    }

    public ImportedRow Read(TableLine line)
    {
        rejections.Start(line.Row);
        if (line.Problem is { } broken) rejections.Add(null, Shown(line), broken);
        else if (plan.Head.Sheet is null && Surplus(line)) rejections.Add(null, Shown(line), $"the row has more cells than the header's {plan.Width}");
        var record = rejections.Any ? null : ReadRecord(line);
        return new(line.Row, rejections.Any ? null : record, Array.ConvertAll(line.Cells, cell => cell.Text), rejections.Take());
    }

    private SampleRecord ReadRecord(TableLine line)
    {
        var values = new RecordValue[inputs.Length];
        for (int i = 0; i < values.Length; i++) values[i] = inputs[i].Read(line, rejections);
        Outcome? became = Word(line, outcome, outcomes);
        double?[] others = auxiliary.Read(line, rejections);
        var measured = target.Read(line, became is Outcome.Cracked or Outcome.Failed || others.Any(value => value is not null), rejections);
        double weight = target.Weight(line, measured, rejections);
        var found = fidelity is null ? fidelityOfAll : WordOrNull(line, fidelity, fidelities);
        return new(line.Row, new(values), measured, became, found, weight, Texts(line, groups), Texts(line, kept))
        {
            Auxiliary = others,
        };
    }

    private T? Word<T>(TableLine line, PlannedColumn? column, Categories<T> words)
        where T : struct => column is not null && TryWord(line, column, words, out var meaning) ? meaning : null;

    private T? WordOrNull<T>(TableLine line, PlannedColumn column, Categories<T> words)
        where T : class => TryWord(line, column, words, out var meaning) ? meaning : null;

    private bool TryWord<T>(TableLine line, PlannedColumn column, Categories<T> words, out T meaning)
    {
        meaning = default!;
        var cell = column.Cell(line);
        if (cell.IsEmpty) return false;
        if (words.TryRead(cell.Text, out meaning)) return true;
        if (!CellWords.MeansNoValue(cell.Text)) rejections.Add(column, cell, words.Problem(cell.Text));
        return false;
    }

    private static string?[] Texts(TableLine line, PlannedColumn?[] columns)
    {
        if (columns.Length == 0) return [];
        var texts = new string?[columns.Length];
        for (int i = 0; i < texts.Length; i++)
            texts[i] = columns[i]?.Cell(line) is { IsEmpty: false } cell && !CellWords.MeansNoValue(cell.Text) ? cell.Text : null;
        return texts;
    }

    private PlannedColumn? Column(FieldRole role, int place) =>
        plan.Columns.FirstOrDefault(column => column.Field.Role == role && column.Field.Place == place);

    private bool Surplus(TableLine line)
    {
        for (int i = plan.Width; i < line.Cells.Length; i++)
            if (!line.Cells[i].IsEmpty) return true;
        return false;
    }

    private static string Shown(TableLine line) => string.Join(" | ", line.Cells.Take(20).Select(cell => cell.Text));
}

namespace FedMat.Materials;

/// <summary>
/// Reads a composition from element columns. An empty cell, a dash and a trace count as 0; the balance element makes up the rest to 100.
/// Without one, and where it is given as a number, <see cref="AlloyPercents"/> says how near to 100 the amounts must add up.
/// </summary>
internal sealed class ElementCells
{
    private readonly PlannedColumn[] columns;
    private readonly ElementColumns rule;
    private readonly NumberCells numbers;
    private readonly PercentBasis basis;

    public ElementCells(IEnumerable<PlannedColumn> columns, ElementColumns rule, NumberCells numbers)
    {
        this.columns = [.. columns.OrderBy(column => column.Element!.Number)];
        this.rule = rule;
        this.numbers = numbers;
        basis = rule.Unit == "wt%" ? PercentBasis.Weight : PercentBasis.Atomic;
    }

    /// <summary>The composition, or null with what is wrong among the rejections.</summary>
    public Composition? Read(TableLine line, Rejections rejections)
    {
        var amounts = new List<(Element Element, double Amount)>(columns.Length + 1);
        bool good = true;
        bool given = false;
        foreach (var column in columns)
        {
            var cell = column.Cell(line);
            bool balance = column.Element == rule.Balance;
            if (balance && (cell.IsEmpty || CellWords.MeansBalance(cell.Text) || CellWords.MeansNoValue(cell.Text))) continue;
            if (Amount(cell, column, out double amount) is { } problem)
            {
                rejections.Add(column, cell, problem);
                good = false;
            }
            given |= balance;
            amounts.Add((column.Element!, amount));
        }
        return good ? Complete([.. amounts], given, rejections) : null;
    }

    private string? Amount(TableCell cell, PlannedColumn column, out double amount)
    {
        amount = 0;
        if (cell.Kind == CellKind.Text && CellWords.MeansBalance(cell.Text))
            return rule.Balance is { } other ? $"the contract's balance element is {other}" : "the contract names no balance element";
        if (numbers.Read(cell, column, out var number) is { } problem) return problem;
        if (number.How == Reading.LowerBound) return "an amount needs a value, and this is a lower bound";
        amount = number.How == Reading.UpperBound ? number.Value / 2 : number.Value;
        return null;
    }

    private Composition? Complete((Element Element, double Amount)[] amounts, bool given, Rejections rejections)
    {
        var balance = given ? null : rule.Balance;
        if (AlloyPercents.Check(amounts, balance) is not { } wrong) return AlloyPercents.Make(amounts, basis, balance);
        rejections.Add(wrong.Element?.Symbol, "", wrong.Problem);
        return null;
    }
}

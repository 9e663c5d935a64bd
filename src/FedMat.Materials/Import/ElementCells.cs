namespace FedMat.Materials;

/// <summary>
/// Reads a composition from element columns. An empty cell, a dash and a trace count as 0; the balance element makes up the rest to 100.
/// Without one, and where it is given as a number, the amounts must add up to 98 to 102.
/// </summary>
internal sealed class ElementCells
{
    private const double Whole = 100;
    private const double Slack = 2;

    private readonly PlannedColumn[] columns;
    private readonly ElementColumns rule;
    private readonly NumberCells numbers;

    public ElementCells(IEnumerable<PlannedColumn> columns, ElementColumns rule, NumberCells numbers)
    {
        this.columns = [.. columns.OrderBy(column => column.Element!.Number)];
        this.rule = rule;
        this.numbers = numbers;
    }

    /// <summary>The composition, or null with what is wrong among the rejections.</summary>
    public Composition? Read(TableLine line, Rejections rejections)
    {
        var amounts = new List<(Element Element, double Amount)>(columns.Length + 1);
        double sum = 0;
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
            sum += amount;
            if (amount > 0) amounts.Add((column.Element!, amount));
        }
        return good ? Complete(amounts, sum, given, rejections) : null;
    }

    private string? Amount(TableCell cell, PlannedColumn column, out double amount)
    {
        amount = 0;
        if (cell.Kind == CellKind.Text && CellWords.MeansBalance(cell.Text))
            return rule.Balance is { } other ? $"the contract's balance element is {other}" : "the contract names no balance element";
        if (numbers.Read(cell, column, out var number) is { } problem) return problem;
        if (number.How == Reading.LowerBound) return "an amount needs a value, and this is a lower bound";
        amount = number.How == Reading.UpperBound ? number.Value / 2 : number.Value;
        return amount is >= 0 and <= Whole ? null : $"an amount must lie between 0 and {Whole} {rule.Unit}";
    }

    private Composition? Complete(List<(Element Element, double Amount)> amounts, double sum, bool given, Rejections rejections)
    {
        string shown = sum.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture);
        if (rule.Balance is { } balance && !given)
        {
            if (sum >= Whole)
            {
                rejections.Add(null, shown, $"the amounts add up to {shown} {rule.Unit}, which leaves nothing for the balance element {balance}");
                return null;
            }
            amounts.Add((balance, Whole - sum));
        }
        else if (sum is < Whole - Slack or > Whole + Slack)
        {
            rejections.Add(null, shown, $"the amounts add up to {shown} {rule.Unit} instead of 100");
            return null;
        }
        var ordered = amounts.OrderBy(pair => pair.Element.Number).Select(pair => rule.Unit == "wt%" ? (pair.Element, pair.Amount / pair.Element.AtomicWeight) : pair);
        return new Composition([.. ordered]);
    }
}

namespace FedMat.Materials;

/// <summary>Reads the target of a row, with its uncertainty, its repeats and the weight that follows.</summary>
internal sealed class TargetCells
{
    private const double MostWeight = 100;

    private readonly TargetColumn target;
    private readonly PlannedColumn column;
    private readonly PlannedColumn? uncertainty;
    private readonly UnitConversion? difference;
    private readonly PlannedColumn? repeats;
    private readonly NumberCells numbers;

    public TargetCells(TargetColumn target, IReadOnlyList<PlannedColumn> columns, NumberCells numbers)
    {
        this.target = target;
        this.numbers = numbers;
        column = columns.First(candidate => candidate.Field.Role == FieldRole.Target);
        uncertainty = columns.FirstOrDefault(candidate => candidate.Field.Role == FieldRole.Uncertainty);
        // A standard deviation is a difference: where the scale's zero lies does not matter.
        difference = uncertainty?.Conversion;
        if (uncertainty is not null) uncertainty = uncertainty with { Conversion = null };
        repeats = columns.FirstOrDefault(candidate => candidate.Field.Role == FieldRole.Repeats);
    }

    /// <param name="line">The row.</param>
    /// <param name="mayLack">Whether the sample broke or has an auxiliary target, so that there need be no target.</param>
    /// <param name="rejections">Takes what is wrong.</param>
    public Measurement? Read(TableLine line, bool mayLack, Rejections rejections)
    {
        var cell = column.Cell(line);
        string? problem = numbers.Read(cell, column, out var number);
        if (problem is null && number.How == Reading.Missing)
        {
            if (!mayLack) rejections.Add(column, cell, "the target is missing");
            return null;
        }
        var side = number.How switch { Reading.LowerBound => Censoring.Above, Reading.UpperBound => Censoring.Below, _ => Censoring.None };
        problem ??= number.How == Reading.Trace ? "a trace is no value of a target" : null;
        if (problem is null && side != Censoring.None && !target.Bounds.Contains(side))
            problem = $"the contract does not allow a bound here ('censoring' has no \"{(side == Censoring.Above ? "above" : "below")}\")";
        problem ??= InputCells.OutOfRange(number.Value, target.Minimum, target.Maximum, target.Unit);
        if (problem is not null)
        {
            rejections.Add(column, cell, problem);
            return null;
        }
        return new(number.Value, Uncertainty(line, rejections) ?? number.Spread, side);
    }

    /// <summary>Repeats times (typical / uncertainty)², at most 100 for each repeat.</summary>
    public double Weight(TableLine line, Measurement? measured, Rejections rejections)
    {
        double ratio = measured?.Uncertainty is { } spread && target.TypicalUncertainty is { } typical ? typical / spread : 1;
        return Repeats(line, rejections) * Math.Min(MostWeight, ratio * ratio);
    }

    private double? Uncertainty(TableLine line, Rejections rejections)
    {
        if (uncertainty is null) return null;
        var cell = uncertainty.Cell(line);
        string? problem = numbers.Read(cell, uncertainty, out var number);
        if (problem is null && number.How == Reading.Missing) return null;
        if (problem is null && (number.How is not (Reading.Plain or Reading.Approximate) || number.Value < 0)) problem = "an uncertainty is a number above 0";
        if (problem is not null) rejections.Add(uncertainty, cell, problem);
        double spread = difference?.ConvertDifference(number.Value) ?? number.Value;
        return spread > 0 ? spread : null;
    }

    private double Repeats(TableLine line, Rejections rejections)
    {
        if (repeats is null) return 1;
        var cell = repeats.Cell(line);
        string? problem = numbers.Read(cell, repeats, out var number);
        if (problem is null && number.How == Reading.Missing) return 1;
        if (problem is null && (number.Value is < 1 or > 1e6 || number.Value != Math.Floor(number.Value))) problem = "repeats are a whole number from 1";
        if (problem is null) return number.Value;
        rejections.Add(repeats, cell, problem);
        return 1;
    }
}

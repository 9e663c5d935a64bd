namespace FedMat.Materials;

/// <summary>A target as it stands in a table of the contract: a number, or a bound such as <c>&gt; 20000</c>, with the contract's unit or none behind it.</summary>
internal static class TargetText
{
    public static bool TryRead(string cell, string unit, out double value, out Censoring side)
    {
        side = Censoring.None;
        if (Units.TryReadNumber(cell, out value)) return true;
        if (NumberText.Read(cell, DecimalSign.Point, out var number) is not null || number.Unit is { } given && given != unit) return false;
        value = number.Value;
        side = number.How switch { Reading.LowerBound => Censoring.Above, Reading.UpperBound => Censoring.Below, _ => Censoring.None };
        return side != Censoring.None;
    }
}

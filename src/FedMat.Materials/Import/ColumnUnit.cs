namespace FedMat.Materials;

/// <summary>Which conversion a column needs.</summary>
internal static class ColumnUnit
{
    /// <param name="stated">The unit in header, unit row or mapping; or null.</param>
    /// <param name="field">What the column means.</param>
    /// <param name="note">What was assumed, or null.</param>
    /// <param name="problem">Why there is no conversion, or null.</param>
    public static UnitConversion? Choose(string? stated, ContractField field, out string? note, out string? problem)
    {
        note = null;
        problem = null;
        string? wanted = field.Unit ?? field.Input?.Elements?.Unit;
        if (wanted is null) return null;
        if (stated is null)
        {
            // The contract's own name for a column has the unit in it.
            note = $"no unit is stated; {wanted} was taken, as the contract has it";
            return UnitConversion.Between(wanted, wanted, out _);
        }
        if (OfWhat(stated, wanted) is { } full)
        {
            note = $"'{stated}' was taken as {full}, as the contract's unit is {wanted}";
            stated = full;
        }
        return UnitConversion.Between(stated, wanted, out problem);
    }

    /// <summary>A bare % or ppm under a contract in wt% or at%: the same kind of fraction.</summary>
    private static string? OfWhat(string stated, string wanted)
    {
        if (UnitSpelling.Read(stated) is not { Quantity: Quantity.Ratio } ratio) return null;
        string? kind = UnitSpelling.Read(wanted)?.Quantity switch
        {
            Quantity.MassFraction => "wt",
            Quantity.AtomicFraction => "at",
            _ => null,
        };
        return (kind, ratio.Symbol) switch
        {
            (null, _) => null,
            (_, "%") => kind + "%",
            (_, "ppm" or "ppb") => $"{kind} {ratio.Symbol}",
            _ => null,
        };
    }
}

namespace FedMat.Materials;

/// <summary>Which decimal sign the first rows of a table use.</summary>
internal static class DecimalEvidence
{
    public static DecimalSign Of(IEnumerable<TableLine> lines, IReadOnlyList<int> numbers)
    {
        bool point = false;
        bool comma = false;
        foreach (var line in lines)
            foreach (int column in numbers)
            {
                if (line[column] is not { Kind: CellKind.Text } cell) continue;
                var text = WideText.Narrow(cell.Text).AsSpan().TrimStart("<>=≤≥~+- ");
                var sign = DigitText.Evidence(text[..DigitText.Length(text)]);
                point |= sign == DecimalSign.Point;
                comma |= sign == DecimalSign.Comma;
            }
        if (point == comma) return DecimalSign.Unstated;
        return comma ? DecimalSign.Comma : DecimalSign.Point;
    }
}

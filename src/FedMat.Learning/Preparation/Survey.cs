namespace FedMat.Learning;

/// <summary>What the members' rows look like in sum.</summary>
/// <param name="Rows">How many they are.</param>
/// <param name="Standardisation">Of inputs and target.</param>
/// <param name="ElementRows">For each atomic number, from 0, how many rows contain the element.</param>
internal sealed record Survey(long Rows, Standardisation Standardisation, long[] ElementRows)
{
    public void Write(StateWriter writer)
    {
        Standardisation scales = Standardisation;
        writer.Int64(Rows).Int64s(ElementRows).Reals(scales.Means).Reals(scales.InverseScales).Real(scales.TargetMean).Real(scales.TargetScale);
    }

    public static Survey Read(StateReader reader, int inputs)
    {
        long rows = reader.Int64();
        long[] elements = reader.Int64s(SurveySums.Elements);
        Standardisation scales = Standardisation.FromParts(reader.Reals(inputs), reader.Reals(inputs), reader.Real(), reader.Real());
        StateReader.Require(rows > 0 && scales.TargetScale > 0 && Array.TrueForAll(elements, count => count >= 0), "rows, elements or scales are out of range");
        return new Survey(rows, scales, elements);
    }
}

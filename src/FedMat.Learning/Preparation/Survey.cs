namespace FedMat.Learning;

/// <summary>What the members' rows look like in sum.</summary>
/// <param name="Rows">How many they are.</param>
/// <param name="Standardisation">Of inputs and target.</param>
/// <param name="ElementRows">For each atomic number, from 0, how many rows contain the element.</param>
internal sealed record Survey(long Rows, Standardisation Standardisation, long[] ElementRows)
{
    /// <summary>Of each auxiliary target of the contract.</summary>
    public IReadOnlyList<AuxiliaryMoments> Auxiliary { get; init; } = [];

    public void Write(StateWriter writer)
    {
        Standardisation scales = Standardisation;
        writer.Int64(Rows).Int64s(ElementRows).Reals(scales.Means).Reals(scales.InverseScales).Real(scales.TargetMean).Real(scales.TargetScale);
        foreach (AuxiliaryMoments target in Auxiliary)
            writer.Int64(target.Rows).Real(target.Mean).Real(target.Scale);
    }

    /// <param name="reader">What was written.</param>
    /// <param name="inputs">Inputs of the contract, as they are described.</param>
    /// <param name="auxiliary">Auxiliary targets of the contract.</param>
    public static Survey Read(StateReader reader, int inputs, int auxiliary)
    {
        long rows = reader.Int64();
        long[] elements = reader.Int64s(SurveySums.Elements);
        Standardisation scales = Standardisation.FromParts(reader.Reals(inputs), reader.Reals(inputs), reader.Real(), reader.Real());
        StateReader.Require(rows > 0 && scales.TargetScale > 0 && Array.TrueForAll(elements, count => count >= 0), "rows, elements or scales are out of range");
        return new Survey(rows, scales, elements) { Auxiliary = [.. Enumerable.Range(0, auxiliary).Select(_ => ReadAuxiliary(reader))] };
    }

    private static AuxiliaryMoments ReadAuxiliary(StateReader reader)
    {
        AuxiliaryMoments target = new(reader.Int64(), reader.Real(), reader.Real());
        StateReader.Require(target.Rows >= 0 && target.Scale > 0, "an auxiliary target is out of range");
        return target;
    }
}

namespace FedMat.Learning;

/// <summary>Means over unseen rows of what the weighted mean is off, in the target's unit.</summary>
/// <param name="Rows">How many rows; at least one.</param>
/// <param name="Mae">Mean absolute error.</param>
/// <param name="Rmse">Root of the mean squared error.</param>
/// <param name="Bias">Mean of prediction less truth.</param>
/// <param name="R2">The part of the target's variance that is explained; null where the target has none.</param>
/// <param name="Scale">Mean of the scales that the model gives its errors.</param>
internal sealed record ErrorMeans(long Rows, double Mae, double Rmse, double Bias, double? R2, double Scale)
{
    public void Write(StateWriter writer)
    {
        writer.Int64(Rows).Real(Mae).Real(Rmse).Real(Bias).Real(Scale).Byte((byte)(R2 is null ? 0 : 1));
        if (R2 is { } known)
            writer.Real(known);
    }

    public static ErrorMeans Read(StateReader reader)
    {
        ErrorMeans means = new(reader.Int64(), reader.Real(), reader.Real(), reader.Real(), null, reader.Real());
        StateReader.Require(means.Rows > 0, "the number of hold-out rows is out of range");
        return reader.Byte() == 1 ? means with { R2 = reader.Real() } : means;
    }
}

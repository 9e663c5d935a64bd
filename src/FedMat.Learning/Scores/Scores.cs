namespace FedMat.Learning;

/// <summary>How the candidates do on rows that their models have not seen, over all members, and what each counts for.</summary>
/// <param name="Rows">How many rows that were; 0 where no member had any.</param>
/// <param name="Mae">Of each candidate the mean absolute error, in the target's unit.</param>
/// <param name="Rmse">Of each candidate the root of the mean squared error.</param>
/// <param name="Weights">Of each candidate its part of the released mean: none is negative, and they add up to one.</param>
/// <param name="Spread">The root of the mean squared error of a mean of them, in the target's unit.</param>
/// <param name="Passes">How often the weights were found.</param>
internal sealed record Scores(long Rows, double[] Mae, double[] Rmse, double[] Weights, double Spread, int Passes)
{
    public void Write(StateWriter writer) => writer.Int64(Rows).Reals(Mae).Reals(Rmse).Reals(Weights).Real(Spread).Int32(Passes);

    public static Scores Read(StateReader reader, int candidates)
    {
        Scores scores = new(reader.Int64(), reader.Reals(candidates), reader.Reals(candidates), reader.Reals(candidates), reader.Real(),
            reader.Below(ScoreSums.MostPasses, "the number of passes"));
        StateReader.Require(
            scores.Rows >= 0 && scores.Spread > 0 && Array.TrueForAll(scores.Weights, weight => weight is >= 0 and <= 1), "rows, weights or spread are out of range");
        return scores;
    }
}

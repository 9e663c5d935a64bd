using FedMat.Materials;

namespace FedMat.Learning;

/// <summary>A member's rows that a model of the same fold has not seen, with what each candidate predicts for them.</summary>
/// <param name="Rows">Their places in the member's data.</param>
/// <param name="Means">Candidates x rows: predictions, in the target's unit.</param>
/// <param name="Variances">Candidates x rows: what the models say of their own error, squared.</param>
internal sealed record UnseenRows(int[] Rows, double[][] Means, double[][] Variances)
{
    /// <param name="rows">The member's.</param>
    /// <param name="candidates">Of each candidate its models; model j has not seen fold j.</param>
    public static UnseenRows Of(MemberRows rows, IReadOnlyList<IFitted[]> candidates)
    {
        int models = candidates[0].Length;
        // Bounds measure nothing: the true value is not known.
        int[] unseen = [.. Enumerable.Range(0, rows.Fold.Length).Where(row => rows.Fold[row] < models && rows.Original.Bounds[row] == Censoring.None)];
        double[][] means = [.. candidates.Select(_ => new double[unseen.Length])];
        double[][] variances = [.. candidates.Select(_ => new double[unseen.Length])];
        for (int model = 0; model < models; model++)
        {
            int[] places = [.. Enumerable.Range(0, unseen.Length).Where(place => rows.Fold[unseen[place]] == model)];
            float[] inputs = Inputs(rows.Original, Array.ConvertAll(places, place => unseen[place]));
            double[] mean = new double[places.Length];
            double[] variance = new double[places.Length];
            for (int candidate = 0; candidate < candidates.Count; candidate++)
            {
                candidates[candidate][model].Predict(inputs, mean, variance);
                for (int i = 0; i < places.Length; i++)
                    (means[candidate][places[i]], variances[candidate][places[i]]) = (mean[i], variance[i]);
            }
        }

        return new UnseenRows(unseen, means, variances);
    }

    /// <summary>The inputs of some rows, row after row.</summary>
    public static float[] Inputs(Dataset data, int[] rows)
    {
        float[] inputs = new float[rows.Length * data.Inputs];
        for (int i = 0; i < rows.Length; i++)
            data.X.AsSpan(rows[i] * data.Inputs, data.Inputs).CopyTo(inputs.AsSpan(i * data.Inputs));
        return inputs;
    }
}

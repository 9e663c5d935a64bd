using FedMat.Materials;

namespace FedMat.Learning.Tests;

/// <summary>Rows for which two models predict the truth but for errors of given size.</summary>
internal static class PersonalExamples
{
    public static DataContract Contract { get; } = DataContract.Parse(Examples.Contract, "test");

    /// <param name="count">Rows, in five folds.</param>
    /// <param name="federated">The deviation of the federated model's errors.</param>
    /// <param name="local">The deviation of the local model's errors.</param>
    /// <param name="offset">What the member reads more than the federated model knows of.</param>
    /// <param name="scale">What it reads more for each unit above 100.</param>
    /// <param name="seed">Of the errors.</param>
    public static PersonalRows Rows(int count, double federated, double local, double offset = 0, double scale = 0, int seed = 1)
    {
        SeededStream stream = new("personal", seed);
        double[] truth = new double[count], study = new double[count], alone = new double[count];
        for (int i = 0; i < count; i++)
        {
            truth[i] = 80 + (40 * stream.NextUnit());
            study[i] = 100 + ((truth[i] - offset - 100) / (1 + scale)) + (federated * Error(stream));
            alone[i] = truth[i] + (local * Error(stream));
        }

        int[] all = [.. Enumerable.Range(0, count)];
        return new PersonalRows(truth, study, study, alone, Array.ConvertAll(all, i => i % 5), all);
    }

    public static PersonalResult Fit(PersonalRows rows, long seed = 7) => PersonalModel.Fit(new Same(3), null, new Same(5), rows, seed);

    /// <summary>The mean absolute error that a result's choice has on other rows.</summary>
    public static double Error(PersonalResult result, PersonalRows rows)
    {
        PersonalModel model = result.Model;
        double sum = 0;
        for (int i = 0; i < rows.Count; i++)
        {
            IModel chosen = result.Choice switch
            {
                PersonalChoice.Local => new Same(rows.Local[i]),
                PersonalChoice.Federated => new Same(rows.Federated[i]),
                _ => new PersonalModel(new Same(rows.Adapted[i]), null, new Same(rows.Local[i]), model.Mix),
            };
            double[] prediction = new double[1];
            chosen.Predict([0, 0, 0], prediction);
            sum += Math.Abs(prediction[0] - rows.Truth[i]);
        }

        return sum / rows.Count;
    }

    /// <summary>About normal, with deviation one.</summary>
    private static double Error(SeededStream stream) =>
        (stream.NextUnit() + stream.NextUnit() + stream.NextUnit() + stream.NextUnit() - 2) * Math.Sqrt(3);

    /// <summary>Predicts one number.</summary>
    public sealed class Same(double value) : IModel
    {
        public DataContract Contract => PersonalExamples.Contract;

        public IReadOnlyList<NamedTensor> Tensors => [new NamedTensor("value", [1], [(float)value])];

        public void Predict(ReadOnlySpan<float> inputs, Span<double> predictions) => predictions.Fill(value);
    }
}

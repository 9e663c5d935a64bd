using FedMat.Learning;
using FedMat.Materials;

namespace FedMat.Client;

/// <summary>Predicts with a release, on this machine: nothing is sent anywhere.</summary>
public sealed class Predictor
{
    private readonly IModel model;
    private readonly RecordReader reader;

    private Predictor(IModel model)
    {
        this.model = model;
        reader = new RecordReader(model.Contract);
    }

    /// <summary>What the inputs and the prediction mean.</summary>
    public DataContract Contract => model.Contract;

    /// <param name="release">From <see cref="Bundle.Verify"/>.</param>
    /// <exception cref="Protocol.RefusedException">FM206: this version does not know the release's learner.</exception>
    public static Predictor For(VerifiedRelease release) => new(Learners.For(release.Plan).Model(release.State));

    /// <summary>Predicts one material.</summary>
    /// <param name="composition">A formula such as GaAs; null when the contract has no composition.</param>
    /// <param name="conditions">The contract's other inputs, each as name=value.</param>
    /// <exception cref="InputException">An input is missing, unknown or cannot be read.</exception>
    public Prediction Predict(string? composition, IEnumerable<string> conditions)
    {
        float[] inputs = Array.ConvertAll(reader.Describe(composition, conditions), value => (float)value);
        double[] value = new double[1];
        model.Predict(inputs, value);
        return new Prediction(value[0], Contract.Target.Unit);
    }

    /// <summary>Predicts described rows.</summary>
    /// <param name="inputs">Row-major, rows x descriptors.</param>
    /// <returns>One number a row, in the target's unit.</returns>
    public double[] Predict(Dataset inputs)
    {
        double[] values = new double[inputs.Rows];
        model.Predict(inputs.X, values);
        return values;
    }
}

using FedMat.Learning;
using FedMat.Materials;
using FedMat.Protocol;

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
    /// <exception cref="RefusedException">FM206: this version does not know the release's learner. FM402: the learner cannot read the state.</exception>
    public static Predictor For(VerifiedRelease release)
    {
        ArgumentNullException.ThrowIfNull(release);
        ILearner learner = Learners.For(release.Plan);
        try
        {
            return new Predictor(learner.Model(release.State));
        }
        catch (Exception error) when (error is FormatException or InvalidOperationException)
        {
            throw new RefusedException(RefusalCode.BundleTruncated, $"the model state in the bundle is none that predicts: {error.Message}", error);
        }
    }

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

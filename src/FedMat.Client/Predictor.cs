using FedMat.Learning;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Client;

/// <summary>Predicts with a release, on this machine: nothing is sent anywhere.</summary>
public sealed class Predictor
{
    private const double Level = 0.9;
    private readonly IModel model;
    private readonly RecordReader reader;
    private readonly DescriptorSet descriptors;

    private Predictor(IModel model)
    {
        this.model = model;
        reader = new RecordReader(model.Contract);
        descriptors = DescriptorSet.For(model.Contract);
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
        Record record = reader.Read(composition, conditions);
        float[] inputs = Array.ConvertAll(descriptors.Describe(record), value => (float)value);
        double[] value = new double[1];
        double[] scale = new double[1];
        if (model is not StudyModel study)
        {
            model.Predict(inputs, value);
            return new Prediction(value[0], Contract.Target.Unit, null, null);
        }

        study.Predict(inputs, value, scale);
        PredictionInterval? interval = study.HalfWidth(scale[0], Level) is { } half ? new PredictionInterval(value[0] - half, value[0] + half, Level) : null;
        return new Prediction(value[0], Contract.Target.Unit, interval, Outside(study.Domain, record, inputs));
    }

    private static string? Outside(Domain domain, Record record, float[] inputs)
    {
        ElementSet unknown = domain.Unknown(ElementSet.Of(record));
        if (unknown != default)
            return $"no member has a record with {unknown}";
        return domain.Distance(inputs) > domain.Farthest ? "it lies farther from the members' records than nearly all of them from each other" : null;
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

using FedMat.Learning;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Client;

/// <summary>Predicts with a release, on this machine: nothing is sent anywhere.</summary>
public sealed class Predictor
{
    private const double Level = 0.9;
    private readonly IModel model;
    private readonly StudyModel? study;
    private readonly PersonalFile? personal;
    private readonly RecordReader reader;
    private readonly DescriptorSet descriptors;

    private Predictor(IModel model, StudyModel? study, PersonalFile? personal)
    {
        this.model = model;
        this.study = study;
        this.personal = personal;
        reader = new RecordReader(model.Contract);
        descriptors = DescriptorSet.For(model.Contract);
    }

    /// <summary>What the inputs and the prediction mean.</summary>
    public DataContract Contract => model.Contract;

    /// <summary>How the release did on rows that its models had not seen, over all members; null where no member had any.</summary>
    public HoldOutFigures? Figures => study?.Figures;

    /// <param name="release">From <see cref="Bundle.Verify"/>.</param>
    /// <exception cref="RefusedException">FM206: this version does not know the release's learner. FM402: the learner cannot read the state.</exception>
    public static Predictor For(VerifiedRelease release)
    {
        IModel model = Open(release);
        return new Predictor(model, model as StudyModel, null);
    }

    /// <summary>Predicts by the model that a member was told to use when it compared itself with the release.</summary>
    /// <param name="release">From <see cref="Bundle.Verify"/>.</param>
    /// <param name="personal">What the member kept.</param>
    /// <exception cref="InputException">It was kept for another release, or cannot be read.</exception>
    /// <exception cref="RefusedException">As without it.</exception>
    public static Predictor For(VerifiedRelease release, PersonalFile personal)
    {
        ArgumentNullException.ThrowIfNull(personal);
        if (Open(release) is not StudyModel study)
            throw new InputException("the release holds no model of a study", "Pull it again.");
        if (personal.Release != release.Manifest.Id)
            throw new InputException(
                $"the personal model belongs to release {personal.Release.Short}, and this is {release.Manifest.Id.Short}", "Compare the node with this release first.");
        try
        {
            return new Predictor(personal.Model(release.Plan, study), study, personal);
        }
        catch (Exception error) when (error is FormatException or InvalidOperationException)
        {
            throw new InputException($"the personal model does not fit the release's plan: {error.Message.TrimEnd('.')}", "Compare the node with the release again.", cause: error);
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
        model.Predict(inputs, value);
        return new Prediction(value[0], Contract.Target.Unit, Interval(inputs, value[0]), study is null ? null : Outside(study.Domain, record, inputs))
        {
            Auxiliary = study is null ? [] : AuxiliaryOf(study, inputs),
        };
    }

    /// <summary>Of the member's own unseen rows where it has a model of its own, else of the study's. Classes are 0 and 1, and there is nothing beyond.</summary>
    private PredictionInterval? Interval(float[] inputs, double value)
    {
        double[] scale = new double[1];
        if (personal is null)
            study?.Predict(inputs, new double[1], scale);
        if ((personal is null ? study?.HalfWidth(scale[0], Level) : personal.HalfWidth(Level)) is not { } half)
            return null;
        return study!.HasClasses
            ? new PredictionInterval(Math.Max(0, value - half), Math.Min(1, value + half), Level)
            : new PredictionInterval(value - half, value + half, Level);
    }

    private static IModel Open(VerifiedRelease release)
    {
        ArgumentNullException.ThrowIfNull(release);
        ILearner learner = Learners.For(release.Plan);
        try
        {
            return learner.Model(release.State);
        }
        catch (Exception error) when (error is FormatException or InvalidOperationException)
        {
            throw new RefusedException(RefusalCode.BundleTruncated, $"the model state in the bundle is none that predicts: {error.Message}", error);
        }
    }

    private static AuxiliaryPrediction[] AuxiliaryOf(StudyModel study, float[] inputs)
    {
        if (!study.PredictsAuxiliary)
            return [];
        double[] values = study.PredictAuxiliary(inputs, 1);
        return [.. study.Contract.Auxiliary.Select(
            (target, place) => new AuxiliaryPrediction(target.Name, double.IsNaN(values[place]) ? null : values[place], target.Unit))];
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

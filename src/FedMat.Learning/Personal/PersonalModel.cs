using FedMat.Materials;

namespace FedMat.Learning;

/// <summary>
/// A member's own model: the mean of the study's and of the same one after it went on learning from the member's rows (fine-tuning), with an offset and a scale for the
/// member's instrument or method, mixed with the model of the member's rows alone. It is made at the node and never leaves it.
/// </summary>
public sealed class PersonalModel : IModel
{
    /// <summary>Fewer rows measure nothing: even the mean of the target tells of each of them.</summary>
    private const int FewestRows = 10;

    /// <summary>A smaller part of the local model's error is no reason to use another.</summary>
    private const double LeastGain = 0.01;

    private readonly IModel federated;
    private readonly IModel? tuned;
    private readonly IModel local;
    private readonly PersonalMix mix;

    internal PersonalModel(IModel federated, IModel? tuned, IModel local, PersonalMix mix)
    {
        this.federated = federated;
        this.tuned = tuned;
        this.local = local;
        this.mix = mix;
    }

    public DataContract Contract => federated.Contract;

    /// <summary>The part of the study's model; the rest is the local one's.</summary>
    public double FederatedWeight => mix.Weight;

    /// <summary>What the member reads more than the study's model predicts, in the target's unit, where that predicts the mean of the member's rows.</summary>
    public double Offset => mix.Offset;

    /// <summary>What it reads more for each unit above that mean.</summary>
    public double Scale => mix.Scale;

    internal PersonalMix Mix => mix;

    public IReadOnlyList<NamedTensor> Tensors =>
    [
        new NamedTensor("personal", [4], [(float)mix.Weight, (float)mix.Offset, (float)mix.Scale, (float)mix.Centre]),
        .. federated.Tensors.Select(tensor => tensor with { Name = $"federated.{tensor.Name}" }),
        .. (tuned?.Tensors ?? []).Select(tensor => tensor with { Name = $"tuned.{tensor.Name}" }),
        .. local.Tensors.Select(tensor => tensor with { Name = $"local.{tensor.Name}" }),
    ];

    /// <summary>Makes a member's model, and tells it which to use.</summary>
    /// <param name="federated">The finished study.</param>
    /// <param name="tuned">Its models after they went on learning from the member's rows (<see cref="Learners.Tune"/>); null where none could.</param>
    /// <param name="local">The study of the member's rows alone, by <see cref="PersonalFile.Alone"/>.</param>
    /// <param name="rows">The member's rows as they are; where it took part, those that it took part with.</param>
    /// <param name="seed">Of the plan; the interval's draws follow from it.</param>
    /// <param name="tookPart">Whether the rows were among those that the study learned from; if not, none of its models has seen them.</param>
    public static PersonalResult Fit(StudyModel federated, StudyModel? tuned, StudyModel local, Dataset rows, long seed, bool tookPart = true)
    {
        ArgumentNullException.ThrowIfNull(federated);
        ArgumentNullException.ThrowIfNull(local);
        ArgumentNullException.ThrowIfNull(rows);
        OutOfFold own = local.Unseen(rows);
        OutOfFold study = tookPart ? federated.Unseen(rows) : Strange(federated, own, rows);
        return Fit(federated, tuned, local, PersonalRows.Of(study, tuned?.Unseen(rows), own, RowGroups.Near(rows, federated.MinimumCell)), seed);
    }

    internal static PersonalResult Fit(IModel federated, IModel? tuned, IModel local, PersonalRows rows, long seed)
    {
        PersonalModel model = new(federated, tuned, local, rows.Count < FewestRows ? PersonalMix.Adapted : PersonalFit.Best(rows, rows.All));
        if (rows.Count == 0)
            return new PersonalResult(0, null, null, null, null, null, PersonalChoice.Federated, false, model, federated);
        double[] alone = rows.Errors(PersonalMix.Adapted with { Weight = 0 });
        double[] study = [.. rows.All.Select(place => Math.Abs(rows.Federated[place] - rows.Truth[place]))];
        double[] personal = rows.Count < FewestRows ? rows.Errors(PersonalMix.Adapted) : PersonalFit.LeavingOut(rows, rows.All, PersonalFit.Best);
        Gain? ofStudy = rows.Count < FewestRows ? null : PairedBootstrap.Of(study, alone, rows.Units, seed);
        Gain? ofPersonal = rows.Count < FewestRows ? null : PairedBootstrap.Of(personal, alone, rows.Units, seed);
        (PersonalChoice choice, bool sure) = Choose(ofStudy, ofPersonal, LeastGain * Mean(alone));
        IModel chosen = choice switch { PersonalChoice.Local => local, PersonalChoice.Federated => federated, _ => model };
        double[] errors = choice switch { PersonalChoice.Local => alone, PersonalChoice.Federated => study, _ => personal };
        return new PersonalResult(rows.Count, Mean(alone), Mean(study), Mean(personal), ofStudy, ofPersonal, choice, sure, model, chosen) { Errors = errors };
    }

    public void Predict(ReadOnlySpan<float> inputs, Span<double> predictions)
    {
        double[] locals = new double[predictions.Length];
        federated.Predict(inputs, predictions);
        if (tuned is not null)
        {
            double[] own = new double[predictions.Length];
            tuned.Predict(inputs, own);
            for (int row = 0; row < own.Length; row++)
                predictions[row] = (predictions[row] + own[row]) / 2;
        }

        local.Predict(inputs, locals);
        for (int row = 0; row < predictions.Length; row++)
            predictions[row] = mix.Of(predictions[row], locals[row]);
        if (federated is StudyModel { HasClasses: true })
            ToProbabilities(predictions);
    }

    /// <summary>An offset may lead out of what probabilities can be.</summary>
    private static void ToProbabilities(Span<double> predictions)
    {
        foreach (ref double prediction in predictions)
            prediction = Math.Clamp(prediction, 0, 1);
    }

    /// <summary>Of a study that the rows had no part in, all of the model predicts them.</summary>
    private static OutOfFold Strange(StudyModel federated, OutOfFold own, Dataset rows)
    {
        (double[] predictions, double[] scales) = (new double[own.Rows.Length], new double[own.Rows.Length]);
        federated.Predict(UnseenRows.Inputs(rows, own.Rows), predictions, scales);
        return own with { Predictions = predictions, Scales = scales };
    }

    /// <summary>
    /// The better of the study's and the personal model where it gains on the local one, else the local one. Where too few rows measure either, the study's: it has
    /// seen more.
    /// </summary>
    private static (PersonalChoice Choice, bool Sure) Choose(Gain? study, Gain? personal, double least)
    {
        if (study is null || personal is null)
            return (PersonalChoice.Federated, false);
        (PersonalChoice choice, Gain gain) = personal.Mean > study.Mean ? (PersonalChoice.Personal, personal) : (PersonalChoice.Federated, study);
        return gain.Mean >= least && gain.Mean > 0 ? (choice, gain.Lower > 0) : (PersonalChoice.Local, gain.Upper < least);
    }

    private static double Mean(double[] errors)
    {
        double sum = 0;
        foreach (double error in errors)
            sum += error;
        return sum / errors.Length;
    }
}

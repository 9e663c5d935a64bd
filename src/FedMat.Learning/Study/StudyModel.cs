using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>What a study has learned: the mean of its models, weighted over the candidates, with calibrated intervals and the domain where it applies.</summary>
public sealed class StudyModel : IModel
{
    private readonly Plan plan;
    private readonly IReadOnlyList<IFitted[]> candidates;
    private readonly Scores scores;
    private readonly Calibration calibration;

    internal StudyModel(Plan plan, DataContract contract, IReadOnlyList<IFitted[]> candidates, StudyState state)
    {
        this.plan = plan;
        Contract = contract;
        HasClasses = StudySettings.Parse(plan).HasClasses;
        this.candidates = candidates;
        scores = state.Scores!;
        calibration = state.Calibration!;
        Domain = new Domain(state.Prepared.Survey, calibration);
    }

    public DataContract Contract { get; }

    /// <summary>The plan's.</summary>
    public int MinimumCell => plan.MinimumCell;

    /// <summary>Where the model applies.</summary>
    public Domain Domain { get; }

    /// <summary>How it does on rows that its models have not seen, over all members; null where no member had any.</summary>
    public HoldOutFigures? Figures => calibration.Figures;

    /// <summary>Whether a prediction is the probability of class 1 of a target that is 0 or 1.</summary>
    public bool HasClasses { get; }

    /// <summary>The candidates' learners, in the order of the plan.</summary>
    public IReadOnlyList<string> CandidateNames => [.. StudySettings.Parse(plan).Candidates.Select(candidate => candidate.Name)];

    /// <summary>Of each candidate its part of the prediction, in the order of the plan.</summary>
    public IReadOnlyList<double> Weights => scores.Weights;

    public IReadOnlyList<NamedTensor> Tensors =>
    [
        .. candidates.SelectMany((models, candidate) => models.SelectMany((model, place) => model.Tensors.Select(
            tensor => tensor with { Name = $"{candidate}.{place}.{tensor.Name}" }))),
    ];

    /// <exception cref="ArgumentException">Not as many inputs as the predictions need.</exception>
    public void Predict(ReadOnlySpan<float> inputs, Span<double> predictions) => Predict(inputs, predictions, new double[predictions.Length]);

    /// <param name="inputs">Described rows, row after row.</param>
    /// <param name="predictions">The prediction of each row, in the target's unit.</param>
    /// <param name="scales">How far each may be off, in the target's unit, up to the factor of <see cref="HalfWidth"/>.</param>
    public void Predict(ReadOnlySpan<float> inputs, Span<double> predictions, Span<double> scales)
    {
        (double[][] means, double[][] variances) = Candidates(inputs, predictions.Length);
        Mix(means, variances, predictions, scales);
    }

    /// <summary>Whether there are models that predict the contract's auxiliary targets: networks do.</summary>
    public bool PredictsAuxiliary => Contract.Auxiliary.Count > 0 && candidates.Any(models => models[0] is IAuxiliaryFitted);

    /// <summary>Predicts the auxiliary targets: the mean of the models that can, weighted as for the target, or alike where none of them has weight there.</summary>
    /// <param name="inputs">Described rows, row after row.</param>
    /// <param name="rows">How many.</param>
    /// <returns>Rows x auxiliary targets, in their units; NaN where no model can, or nobody has measured one.</returns>
    public double[] PredictAuxiliary(ReadOnlySpan<float> inputs, int rows)
    {
        double[] means = new double[rows * Contract.Auxiliary.Count];
        int[] able = [.. Enumerable.Range(0, candidates.Count).Where(candidate => candidates[candidate][0] is IAuxiliaryFitted)];
        double total = 0;
        foreach (int candidate in able)
            total += scores.Weights[candidate];
        double[] values = new double[means.Length];
        foreach (int candidate in able)
        {
            double weight = total > 0 ? scores.Weights[candidate] / total : 1.0 / able.Length;
            foreach (IAuxiliaryFitted model in candidates[candidate].Cast<IAuxiliaryFitted>())
            {
                model.PredictAuxiliary(inputs, values);
                for (int i = 0; i < means.Length; i++)
                    means[i] += weight / candidates[candidate].Length * values[i];
            }
        }

        if (able.Length == 0)
            Array.Fill(means, double.NaN);
        return means;
    }

    /// <summary>Half the width of an interval around a prediction.</summary>
    /// <param name="scale">Of the prediction.</param>
    /// <param name="level">The part of rows, drawn like the members', that such intervals cover; above 0 and below 1.</param>
    /// <returns>In the target's unit; null where too few rows were held out to promise it.</returns>
    public double? HalfWidth(double scale, double level) => calibration.Factor(level) * scale;

    /// <summary>
    /// What the models predict for those of a member's rows that they have not seen: a member measures the study on its own rows by them, as long as they are the
    /// rows that it took part with.
    /// </summary>
    /// <param name="rows">The member's rows as they are.</param>
    /// <exception cref="RefusedException">FM208, FM507: the rows cannot be grouped as the plan says.</exception>
    public OutOfFold Unseen(Dataset rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        MemberRows member = new(rows, plan, StudySettings.Parse(plan), CancellationToken.None);
        UnseenRows unseen = UnseenRows.Of(member, candidates);
        (double[] predictions, double[] scales) = (new double[unseen.Rows.Length], new double[unseen.Rows.Length]);
        Mix(unseen.Means, unseen.Variances, predictions, scales);
        return new OutOfFold(unseen.Rows, Array.ConvertAll(unseen.Rows, row => member.Fold[row]), predictions, scales);
    }

    private void Mix(double[][] means, double[][] variances, Span<double> predictions, Span<double> scales)
    {
        (double[] mean, double[] variance) = (new double[candidates.Count], new double[candidates.Count]);
        for (int row = 0; row < predictions.Length; row++)
        {
            for (int candidate = 0; candidate < candidates.Count; candidate++)
                (mean[candidate], variance[candidate]) = (means[candidate][row], variances[candidate][row]);
            (predictions[row], scales[row]) = Mixture.Of(scores.Weights, mean, variance, scores.Spread);
        }
    }

    private (double[][] Means, double[][] Variances) Candidates(ReadOnlySpan<float> inputs, int rows)
    {
        double[][] means = new double[candidates.Count][];
        double[][] variances = new double[candidates.Count][];
        (double[] mean, double[] variance) = (new double[rows], new double[rows]);
        for (int candidate = 0; candidate < candidates.Count; candidate++)
        {
            (means[candidate], variances[candidate]) = (new double[rows], new double[rows]);
            if (scores.Weights[candidate] == 0)
                continue;
            IFitted[] models = candidates[candidate];
            foreach (IFitted model in models)
            {
                model.Predict(inputs, mean, variance);
                for (int row = 0; row < rows; row++)
                {
                    means[candidate][row] += mean[row] / models.Length;
                    variances[candidate][row] += variance[row] / models.Length;
                }
            }
        }

        return (means, variances);
    }
}

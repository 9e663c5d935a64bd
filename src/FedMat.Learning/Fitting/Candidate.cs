namespace FedMat.Learning;

/// <summary>A learner with its settings, as a plan names it.</summary>
/// <param name="Name">Of the learner.</param>
/// <param name="Bins">How many quantile bins of each input it needs; 0 for none.</param>
/// <param name="Rounds">Sums that it asks for at the most, for the progress; training rounds count as one.</param>
/// <param name="Fitter">Makes the fitter of one of its models, once inputs and target have been surveyed.</param>
internal sealed record Candidate(string Name, int Bins, int Rounds, Func<FitContext, IFitter> Fitter)
{
    /// <summary>Whether it learns from targets that are 0 or 1 alone, and refuses others; its predictions are probabilities of 1.</summary>
    public bool NeedsClasses { get; init; }
}

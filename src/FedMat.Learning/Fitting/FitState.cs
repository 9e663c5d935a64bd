namespace FedMat.Learning;

/// <summary>What a fitter knows between two sums. Public; nothing in it is any single member's.</summary>
internal abstract record FitState
{
    /// <summary>Training rounds done.</summary>
    public abstract int Round { get; }

    /// <summary>Of the latest round, in the learner's own terms; null where it has none.</summary>
    public virtual double? TrainLoss => null;
}

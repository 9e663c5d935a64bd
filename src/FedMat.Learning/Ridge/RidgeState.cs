namespace FedMat.Learning;

/// <summary>What the ridge learner knows between two sums. Public; nothing in it is any single member's.</summary>
/// <param name="Sums">Length scales that were tried.</param>
/// <param name="Best">The posterior with the largest evidence among them.</param>
internal sealed record RidgeState(int Sums, RidgePosterior Best) : FitState
{
    public override int Round => Sums;
}

namespace FedMat.Learning;

/// <summary>What boosting knows between two sums. Public; nothing in it is any single member's.</summary>
/// <param name="Stage">What is summed next.</param>
/// <param name="Totals">Zeros before they are summed.</param>
/// <param name="Trees">Grown.</param>
/// <param name="Level">Of the open nodes below their roots.</param>
/// <param name="Growing">The trees of the round; empty before its first sum.</param>
/// <param name="Best">How many trees had the smallest hold-out error so far.</param>
/// <param name="BestError">That error, as a sum.</param>
/// <param name="Rounds">Boosting rounds done.</param>
internal sealed record BoostedState(
    BoostedStage Stage, RowTotals Totals, TreeNode[][] Trees, int Level, GrowingTree[] Growing, int Best, double BestError, int Rounds) : FitState
{
    public static BoostedState First { get; } = new(BoostedStage.Rows, new RowTotals(0, 0, 0, 0), [], 0, [], 0, double.MaxValue, 0);

    public override int Round => Rounds;
}

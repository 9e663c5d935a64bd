using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>
/// Which slots a sum of boosting has. The rows: <see cref="RowTotals"/>. A hold-out error: one wide number. The first histograms of a
/// round: one cell of all rows, then the cells of each tree. Later ones: of each tree and of each of its pairs the cells of one child.
/// </summary>
internal sealed class BoostedSlots(BoostedTerms terms)
{
    public const string Error = "error";
    public const string Cells = "cells";
    private const string Phase = "trees";

    public RoundSpec? Spec(BoostedState state) => state.Stage switch
    {
        BoostedStage.Rows => new RoundSpec(Phase, Ring.Bits64, RowTotals.Block),
        BoostedStage.Grow => new RoundSpec(Phase, Ring.Bits64, HasError(state) ? [ErrorBlock(), Histograms(state)] : [Histograms(state)]),
        BoostedStage.Judge => new RoundSpec(Phase, Ring.Bits64, ErrorBlock()),
        _ => null,
    };

    public bool HasError(BoostedState state) =>
        state.Stage == BoostedStage.Judge || (state.Stage == BoostedStage.Grow && state.Growing.Length == 0 && terms.Measures(state.Totals));

    /// <summary>Slots of one histogram of each tree of a round.</summary>
    public int[] Sizes(BoostedState state)
    {
        int slots = terms.Packing(state.Totals).Slots;
        return Array.ConvertAll(terms.Layouts(state.Rounds), layout => layout.Cells * slots);
    }

    private static Block ErrorBlock() => Block.Whole(Error, WideSum.Limbs, WideSum.LimbBits);

    private Block Histograms(BoostedState state)
    {
        CellPacking packing = terms.Packing(state.Totals);
        int[] sizes = Sizes(state);
        int slots = state.Growing.Length == 0 ? packing.Slots + sizes.Sum() : state.Growing.Select((tree, place) => tree.Pairs.Length * sizes[place]).Sum();
        return Block.Whole(Cells, slots, packing.Bits);
    }
}

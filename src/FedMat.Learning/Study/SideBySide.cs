using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>
/// What the models of one candidate ask for, as one sum: their blocks stand one behind the other, each with the model's number in its name. Models that ask
/// for a sum of another kind than the first wait for the next.
/// </summary>
internal sealed class SideBySide
{
    private readonly RoundSpec?[] asks;

    /// <param name="candidate">Its learner's name, which begins the phase's.</param>
    /// <param name="asks">Of each model, null where it is done; at least one is not.</param>
    public SideBySide(string candidate, IReadOnlyList<RoundSpec?> asks)
    {
        RoundSpec first = asks.First(ask => ask is not null)!;
        this.asks = [.. asks.Select(ask => ask is not null && ask.Phase == first.Phase && ask.Ring == first.Ring && ask.IsExact == first.IsExact ? ask : null)];
        Spec = new RoundSpec($"{candidate}.{first.Phase}", first.Ring, [.. this.asks.SelectMany((ask, model) => Named(ask, model))]);
    }

    public RoundSpec Spec { get; }

    /// <summary>Whether a model takes part in the sum.</summary>
    public bool Has(int model) => asks[model] is not null;

    /// <summary>The vectors of the models that take part, as one.</summary>
    /// <param name="share">The member's.</param>
    /// <param name="vectors">Of a model; called from several threads.</param>
    public LocalVector Join(double share, Func<int, LocalVector> vectors)
    {
        LocalVector[] parts = new LocalVector[asks.Length];
        EachModel.Do(asks.Length, model =>
        {
            if (Has(model))
                parts[model] = vectors(model);
        });
        LocalVector joined = new(Spec, share);
        for (int model = 0; model < asks.Length; model++)
        {
            for (int block = 0; block < (asks[model]?.Blocks.Count ?? 0); block++)
                joined.Take(NameOf(asks[model]!.Blocks[block], model), parts[model], block);
        }

        return joined;
    }

    /// <summary>The part of the sum that answers a model that takes part.</summary>
    public SumSlice Of(RingVector sum, int model) =>
        new(sum, asks.Take(model).Sum(ask => ask?.Length ?? 0), asks[model]!.Length);

    private static IEnumerable<Block> Named(RoundSpec? ask, int model) => ask?.Blocks.Select(block => block with { Name = NameOf(block, model) }) ?? [];

    private static string NameOf(Block block, int model) => $"{block.Name}.{model}";
}

namespace FedMat.Learning;

/// <summary>
/// Self-attention among the elements of a composition, in the manner of CrabNet (Wang et al., npj Comput. Mater. 7, 77, 2021) and Roost (Goodall and
/// Lee, Nat. Commun. 11, 6280, 2020). A token for each element that is there: its embedding, plus that of its site where there are several, plus a
/// linear map of three powers of its fraction; and one token for all other inputs, a linear map of them. Then blocks of attention of several heads and
/// a layer twice as wide, each behind a normalisation (pre-norm: Xiong et al., ICML 2020, figure 1b); then a perceptron of the elements' mean, weighted by
/// fraction, and of the other token. The order of the elements and those that are not there change nothing. Limits: the embeddings are learned from
/// the members' rows alone; a row's elements that no member has are passed over.
/// </summary>
/// <param name="Tokens">The fractions that are given, which come first among the inputs.</param>
/// <param name="Others">How many numbers stand behind them; at least one.</param>
/// <param name="Width">Numbers of a token; a multiple of <paramref name="Heads"/>.</param>
/// <param name="Heads">Of each block.</param>
/// <param name="Blocks">How many.</param>
/// <param name="Hidden">Widths of the head's hidden layers.</param>
/// <param name="Activation">Behind every hidden layer.</param>
public sealed record AttentionShape(
    ElementTokens Tokens, int Others, int Width, int Heads, int Blocks, IReadOnlyList<int> Hidden, Activation Activation)
    : NetworkShape(Tokens.Count + Others)
{
    /// <summary>Powers of a fraction that a token is made of: itself, its square root, and the root of that.</summary>
    public const int Powers = 3;

    /// <summary>How much wider a block's hidden layer is than its tokens.</summary>
    public const int Widening = 2;

    /// <summary>Behind the blocks.</summary>
    public MlpShape Head => new(2 * Width, Hidden, Activation) { Outputs = Outputs };

    public override IReadOnlyList<WeightArray> Arrays =>
    [
        .. Embeddings(),
        .. Enumerable.Range(0, Blocks).SelectMany(Block),
        .. Norm("norm"),
        .. Head.Arrays.Select(array => array with { Name = $"head.{array.Name}" }),
    ];

    public bool Equals(AttentionShape? other) =>
        other is not null && (Outputs, Others, Width, Heads, Blocks, Activation) == (other.Outputs, other.Others, other.Width, other.Heads, other.Blocks, other.Activation)
        && Hidden.SequenceEqual(other.Hidden) && Tokens.Equals(other.Tokens);

    public override int GetHashCode() => HashCode.Combine(Tokens, Others, Width, Heads, Blocks, Activation, Hidden.Count);

    private IEnumerable<WeightArray> Embeddings()
    {
        yield return new WeightArray("elements.weight", [Tokens.Elements.Count, Width], WeightArray.ReachOf(1));
        if (Tokens.SiteCount > 1)
            yield return new WeightArray("sites.weight", [Tokens.SiteCount, Width], WeightArray.ReachOf(1));
        yield return new WeightArray("fractions.weight", [Width, Powers], WeightArray.ReachOf(1.0 / Powers));
        foreach (WeightArray array in Linear("others", Others, Width))
            yield return array;
    }

    private IEnumerable<WeightArray> Block(int block) =>
    [
        .. Norm($"blocks.{block}.first"),
        .. Linear($"blocks.{block}.projection", Width, 3 * Width),
        .. Linear($"blocks.{block}.mixing", Width, Width, 2 * Blocks),
        .. Norm($"blocks.{block}.second"),
        .. Linear($"blocks.{block}.widening", Width, Widening * Width),
        .. Linear($"blocks.{block}.narrowing", Widening * Width, Width, 2 * Blocks),
    ];

    private IEnumerable<WeightArray> Norm(string name) =>
        [new WeightArray($"{name}.weight", [Width], First: 1), new WeightArray($"{name}.bias", [Width])];

    /// <param name="name">Of the layer.</param>
    /// <param name="inputs">Numbers that it takes.</param>
    /// <param name="outputs">Numbers that it gives.</param>
    /// <param name="share">How many such layers are added up: their variance is so much less.</param>
    private static IEnumerable<WeightArray> Linear(string name, int inputs, int outputs, int share = 1) =>
    [
        new WeightArray($"{name}.weight", [outputs, inputs], WeightArray.ReachOf(1.0 / inputs / share)), new WeightArray($"{name}.bias", [outputs]),
    ];
}

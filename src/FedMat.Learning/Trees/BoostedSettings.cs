using System.Text;
using FedMat.Protocol;
using static FedMat.Learning.SettingRule;

namespace FedMat.Learning;

/// <summary>
/// The settings of the boosted trees, as they stand in a plan's <c>learner</c>. What a plan leaves out has the default given here; an unknown key is refused.
/// A plan's <c>rounds</c> are the most boosting rounds.
/// </summary>
public sealed record BoostedSettings
{
    public const string LearnerName = "boosted";
    private const int MostTrees = 100_000;

    public string Name { get; init; } = LearnerName;

    /// <summary>Squared or logistic where the plan's <c>minimumCell</c> is above 1.</summary>
    public BoostedLossKind Loss { get; init; } = BoostedLossKind.Squared;

    /// <summary>The quantile that <c>quantile</c> leads to.</summary>
    public double Level { get; init; } = 0.5;

    /// <summary>Where <c>huber</c> becomes linear, in deviations of the target.</summary>
    public double Delta { get; init; } = 1;

    /// <summary>The most trees in all; the plan's rounds limit them too.</summary>
    public int Trees { get; init; } = MostTrees;

    /// <summary>
    /// Trees of a round, grown in the same sums from the same gradients, each from inputs of its own draw; they count as their mean. Where every sum costs a
    /// round trip, more of them in fewer rounds at a larger learning rate are quicker.
    /// </summary>
    public int Parallel { get; init; } = 1;

    /// <summary>The most cuts between the root of a tree and a leaf.</summary>
    public int Depth { get; init; } = 4;

    public double LearningRate { get; init; } = 0.1;

    /// <summary>The fewest rows of a leaf; at least the plan's <c>minimumCell</c>.</summary>
    public int MinimumLeaf { get; init; } = 3;

    /// <summary>Draws the leaves' values towards 0 like so many rows of weight 1.</summary>
    public double Lambda { get; init; } = 1;

    /// <summary>The least that a cut must make the loss smaller.</summary>
    public double Gamma { get; init; }

    /// <summary>Where the values of a category are put in order, each is drawn towards the middle like by so many rows of weight 1.</summary>
    public double CategorySmoothing { get; init; } = 10;

    /// <summary>The part of the inputs that a tree may cut; a category is one.</summary>
    public double Columns { get; init; } = 0.5;

    /// <summary>Quantile bins of an input, up to 256.</summary>
    public int Bins { get; init; } = 32;

    /// <summary>Boosting ends when the hold-out error has not become smaller for so many rounds, and keeps the best; 0 goes on to the end.</summary>
    public int Patience { get; init; } = 30;

    /// <summary>
    /// Of described inputs by name, but none of a category's, such as <c>temperature_C</c>: 1 where the prediction must not fall when the input rises, -1 where it must not rise.
    /// It goes before what the contract says (<see cref="Materials.InputColumn.Direction"/>).
    /// </summary>
    public IReadOnlyDictionary<string, int> Monotone { get; init; } = new Dictionary<string, int>();

    /// <summary>As it stands in a plan, every setting spelled out.</summary>
    public JsonText ToJson() => JsonText.Parse(Encoding.UTF8.GetString(CanonicalJson.Write(this)));

    /// <exception cref="FormatException">An unknown key, or a value out of its range; the message names the key and the rule.</exception>
    public static BoostedSettings Parse(JsonText json)
    {
        ArgumentNullException.ThrowIfNull(json);
        BoostedSettings settings = CanonicalJson.Read<BoostedSettings>(Encoding.UTF8.GetBytes(json.Text));
        settings.Validate();
        return settings;
    }

    /// <summary>Boosting rounds at the most.</summary>
    public int RoundsOf(Plan plan) => Math.Min(plan.Rounds, Math.Max(1, Trees / Parallel));

    private void Validate()
    {
        Require(Name == LearnerName, "name", $"is '{LearnerName}'");
        Require(Level is >= 0.01 and <= 0.99, "level", "is from 0.01 to 0.99");
        Require(Delta is >= 0.001 and <= 1000, "delta", "is from 0.001 to 1000");
        Require(Trees is >= 1 and <= MostTrees, "trees", $"is from 1 to {MostTrees}");
        Require(Parallel is >= 1 and <= 64, "parallel", "is from 1 to 64");
        Require(Depth is >= 1 and <= 12, "depth", "is from 1 to 12");
        Require(LearningRate is >= 0.001 and <= 1, "learningRate", "is from 0.001 to 1");
        Require(MinimumLeaf is >= 1 and <= 1_000_000, "minimumLeaf", "is from 1 to 1000000");
        Require(Lambda is >= 0 and <= 1_000_000, "lambda", "is from 0 to 1000000");
        Require(Gamma is >= 0 and <= 1_000_000, "gamma", "is from 0 to 1000000");
        Require(CategorySmoothing is >= 0 and <= 1_000_000, "categorySmoothing", "is from 0 to 1000000");
        Require(Columns is > 0 and <= 1, "columns", "is above 0 and at most 1");
        Require(Bins is >= 2 and <= CutGrid.MostBins, "bins", $"is from 2 to {CutGrid.MostBins}");
        Require(Patience is >= 0 and <= MostTrees, "patience", $"is from 0 to {MostTrees}");
        Require(Monotone.Values.All(direction => direction is 1 or -1), "monotone", "gives each input 1 or -1");
    }
}

using System.Text;
using FedMat.Protocol;
using static FedMat.Learning.SettingRule;

namespace FedMat.Learning;

/// <summary>
/// The settings of extremely randomised trees, as they stand in a plan's <c>learner</c>. What a plan leaves out has the default given here; an unknown key is
/// refused. A plan's <c>rounds</c> do not limit them.
/// </summary>
public sealed record ForestSettings
{
    public const string LearnerName = "forest";

    public string Name { get; init; } = LearnerName;

    public int Trees { get; init; } = 100;

    /// <summary>Inputs that are tried in each node, each with one threshold; all where there are fewer.</summary>
    public int Features { get; init; } = 100;

    /// <summary>The most cuts between the root of a tree and a leaf.</summary>
    public int Depth { get; init; } = 12;

    /// <summary>The fewest rows of a leaf; at least the plan's <c>minimumCell</c>. A leaf of one row is its target.</summary>
    public int MinimumLeaf { get; init; } = 1;

    /// <summary>Most quantile bins of an input, between which thresholds are drawn; up to 256.</summary>
    public int Bins { get; init; } = 128;

    /// <summary>As it stands in a plan, every setting spelled out.</summary>
    public JsonText ToJson() => JsonText.Parse(Encoding.UTF8.GetString(CanonicalJson.Write(this)));

    /// <exception cref="FormatException">An unknown key, or a value out of its range; the message names the key and the rule.</exception>
    public static ForestSettings Parse(JsonText json)
    {
        ArgumentNullException.ThrowIfNull(json);
        ForestSettings settings = CanonicalJson.Read<ForestSettings>(Encoding.UTF8.GetBytes(json.Text));
        settings.Validate();
        return settings;
    }

    private void Validate()
    {
        Require(Name == LearnerName, "name", $"is '{LearnerName}'");
        Require(Trees is >= 1 and <= 1000, "trees", "is from 1 to 1000");
        Require(Features is >= 1 and <= 1000, "features", "is from 1 to 1000");
        Require(Depth is >= 1 and <= 30, "depth", "is from 1 to 30");
        Require(MinimumLeaf is >= 1 and <= 1_000_000, "minimumLeaf", "is from 1 to 1000000");
        Require(Bins is >= 2 and <= CutGrid.MostBins, "bins", $"is from 2 to {CutGrid.MostBins}");
    }
}

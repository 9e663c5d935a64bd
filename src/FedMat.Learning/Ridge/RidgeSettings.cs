using System.Text;
using FedMat.Protocol;
using static FedMat.Learning.SettingRule;

namespace FedMat.Learning;

/// <summary>
/// The settings of the ridge learner, as they stand in a plan's <c>learner</c>. What a plan leaves out has the default given here, chosen by the error
/// on rows held out; an unknown key is refused.
/// </summary>
public sealed record RidgeSettings
{
    public const string LearnerName = "ridge";

    public string Name { get; init; } = LearnerName;

    /// <summary>How many random features; 0 for the standardised descriptors themselves. A sum has about half the square of it slots.</summary>
    public int Features { get; init; } = 512;

    /// <summary>Of random features: the covariance that they stand for.</summary>
    public RidgeKernel Kernel { get; init; } = RidgeKernel.Rbf;

    /// <summary>
    /// Of random features: the distance over which the target changes, as a part of the usual distance of a row from the mean. Of several, each takes a sum
    /// of its own, and the one with the largest evidence stays.
    /// </summary>
    public IReadOnlyList<double> LengthScales { get; init; } = [0.5, 1, 2];

    /// <summary>A standardised descriptor beyond ± this becomes this: a rare element is no lever.</summary>
    public double InputLimit { get; init; } = 3;

    /// <summary>As it stands in a plan, every setting spelled out.</summary>
    public JsonText ToJson() => JsonText.Parse(Encoding.UTF8.GetString(CanonicalJson.Write(this)));

    /// <exception cref="FormatException">An unknown key, or a value out of its range; the message names the key and the rule.</exception>
    public static RidgeSettings Parse(JsonText json)
    {
        ArgumentNullException.ThrowIfNull(json);
        RidgeSettings settings = CanonicalJson.Read<RidgeSettings>(Encoding.UTF8.GetBytes(json.Text));
        settings.Validate();
        return settings;
    }

    private void Validate()
    {
        Require(Name == LearnerName, "name", $"is '{LearnerName}'");
        Require(Features is 0 or (>= 8 and <= 2048), "features", "is 0, or from 8 to 2048");
        Require(LengthScales.Count is >= 1 and <= 8 && LengthScales.All(scale => scale is >= 0.01 and <= 100), "lengthScales", "has 1 to 8 numbers, each from 0.01 to 100");
        Require(InputLimit is >= 1 and <= 1000, "inputLimit", "is from 1 to 1000");
    }
}

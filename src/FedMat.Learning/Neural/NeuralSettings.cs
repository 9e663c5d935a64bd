using System.Text;
using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>
/// The settings of the neural learner, as they stand in a plan's <c>learner</c>. What a plan leaves out has the default given here;
/// an unknown key is refused. Most defaults were chosen by the summed hold-out error; activation and weight decay by custom.
/// </summary>
public sealed record NeuralSettings
{
    public const string LearnerName = "neural";

    public string Name { get; init; } = LearnerName;

    /// <summary>
    /// <c>fedavg</c>: McMahan et al., Communication-Efficient Learning of Deep Networks from Decentralized Data, AISTATS 2017.
    /// </summary>
    public string Strategy { get; init; } = "fedavg";

    /// <summary>Widths of the hidden layers, up to eight of up to 4096.</summary>
    public IReadOnlyList<int> Hidden { get; init; } = [128, 64];

    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>Local epochs a round.</summary>
    public int Epochs { get; init; } = 2;

    /// <summary>Rows a step.</summary>
    public int Batch { get; init; } = 32;

    /// <summary>Of Adam, in the first round.</summary>
    public double LearningRate { get; init; } = 0.002;

    /// <summary>In the last round; in between it falls in a straight line. Members drift apart less while the model settles.</summary>
    public double FinalLearningRate { get; init; } = 0.0001;

    /// <summary>Decoupled, as in AdamW.</summary>
    public double WeightDecay { get; init; } = 0.001;

    public LossKind Loss { get; init; } = LossKind.Absolute;

    /// <summary>A standardised input beyond ± this becomes this: a rare element is no lever.</summary>
    public double InputLimit { get; init; } = 5;

    /// <summary>The largest change of one weight in one round; beyond it is clipped.</summary>
    public double Clip { get; init; } = 2;

    /// <summary>
    /// Of the server: each round's step also takes this part of the step before (FedAvgM: Hsu et al., Measuring the Effects of
    /// Non-Identical Data Distribution, 2019). 0 is plain FedAvg.
    /// </summary>
    public double Momentum { get; init; } = 0.8;

    /// <summary>The model is the mean of the states after so many last rounds.</summary>
    public int AverageRounds { get; init; } = 1;

    /// <summary>As it stands in a plan, every setting spelled out.</summary>
    public JsonText ToJson() => JsonText.Parse(Encoding.UTF8.GetString(CanonicalJson.Write(this)));

    /// <exception cref="FormatException">An unknown key, or a value out of its range; the message names the key and the rule.</exception>
    public static NeuralSettings Parse(JsonText json)
    {
        ArgumentNullException.ThrowIfNull(json);
        NeuralSettings settings = CanonicalJson.Read<NeuralSettings>(Encoding.UTF8.GetBytes(json.Text));
        settings.Validate();
        return settings;
    }

    /// <summary>The learning rate of a round, counted from 0.</summary>
    public double RateOf(int round, int rounds) =>
        rounds < 2 ? LearningRate : LearningRate + ((FinalLearningRate - LearningRate) * round / (rounds - 1));

    private void Validate()
    {
        Require(Name == LearnerName, "name", $"is '{LearnerName}'");
        Require(Strategy == "fedavg", "strategy", "is 'fedavg' in this version");
        Require(Hidden.Count <= 8 && Hidden.All(width => width is >= 1 and <= 4096), "hidden", "has up to 8 widths, each from 1 to 4096");
        Require(Epochs is >= 1 and <= 1000, "epochs", "is from 1 to 1000");
        Require(Batch is >= 1 and <= 65_536, "batch", "is from 1 to 65536");
        Require(LearningRate is > 0 and <= 1, "learningRate", "is above 0 and at most 1");
        Require(FinalLearningRate is > 0 and <= 1, "finalLearningRate", "is above 0 and at most 1");
        Require(WeightDecay is >= 0 and <= 1, "weightDecay", "is from 0 to 1");
        Require(InputLimit is >= 1 and <= 1_000_000, "inputLimit", "is from 1 to 1000000");
        Require(Clip is >= 0.001 and <= 1000, "clip", "is from 0.001 to 1000");
        Require(Momentum is >= 0 and < 1, "momentum", "is from 0 to below 1");
        Require(AverageRounds is >= 1 and <= 100_000, "averageRounds", "is from 1 to 100000");
    }

    private static void Require(bool holds, string key, string rule)
    {
        if (!holds)
            throw new FormatException($"learner: '{key}' {rule}");
    }
}

using System.Text;
using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>
/// The settings of the neural learner, as they stand in a plan's <c>learner</c>. What a plan leaves out has the default given here;
/// an unknown key is refused. The defaults were chosen by the error on rows that the models had not seen, over six tables: one
/// minibatch step a round, summed over the members, which an AdamW of all members takes: training as on pooled rows.
/// </summary>
public sealed record NeuralSettings
{
    public const string LearnerName = "neural";

    /// <summary>
    /// For few rounds, where each is dear: plain federated averaging (McMahan et al., AISTATS 2017) of a smaller network, with epochs at the members and a momentum at the
    /// server. Some tens of rounds do; the defaults want hundreds.
    /// </summary>
    public static NeuralSettings FewRounds { get; } = new()
    {
        Hidden = [128, 64],
        Ranks = 0,
        LocalSteps = 0,
        LocalOptimiser = LocalOptimiser.Adamw,
        LearningRate = 0.002,
        Server = ServerOptimiser.Momentum,
        Momentum = 0.8,
        Decay = RateDecay.Linear,
        FinalRate = 0.05,
        WarmUp = 0,
        WeightDecay = 0.001,
        Clip = 2,
    };

    public string Name { get; init; } = LearnerName;

    public Strategy Strategy { get; init; } = Strategy.Fedavg;

    /// <summary>FedProx: how strongly members are pulled to the common weights.</summary>
    public double Mu { get; init; } = 0.01;

    /// <summary>What the network does with a record.</summary>
    public NetworkKind Network { get; init; } = NetworkKind.Mlp;

    /// <summary>Of <c>attention</c>: numbers of a token, a multiple of the heads.</summary>
    public int Width { get; init; } = 64;

    /// <summary>Of <c>attention</c>: heads of each block.</summary>
    public int Heads { get; init; } = 4;

    /// <summary>Of <c>attention</c>: blocks one behind the other.</summary>
    public int Blocks { get; init; } = 2;

    /// <summary>Widths of the hidden layers, up to eight of up to 4096; of <c>attention</c>, those behind its blocks.</summary>
    public IReadOnlyList<int> Hidden { get; init; } = [256, 128, 64];

    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>The part of hidden numbers that a training step leaves out.</summary>
    public double Dropout { get; init; }

    /// <summary>Of quantile bins: each input is also given by its rank among so many; 0 for no ranks.</summary>
    public int Ranks { get; init; } = 32;

    /// <summary>Training rounds; 0 for as many as the plan has.</summary>
    public int Rounds { get; init; }

    /// <summary>Minibatch steps of a member in a round; 0 for whole epochs.</summary>
    public int LocalSteps { get; init; } = 1;

    /// <summary>Of such a step: the part of its rows that each member takes. Members walk through their rows before they see one again.</summary>
    public double BatchPart { get; init; } = 0.125;

    /// <summary>Of such a step: the fewest rows of all members together, where there are so many.</summary>
    public int LeastBatch { get; init; } = 64;

    /// <summary>Epochs of a member in a round, where <see cref="LocalSteps"/> is 0.</summary>
    public int Epochs { get; init; } = 2;

    /// <summary>Rows of a member's step, where <see cref="LocalSteps"/> is 0.</summary>
    public int Batch { get; init; } = 32;

    public LocalOptimiser LocalOptimiser { get; init; } = LocalOptimiser.Sgd;

    /// <summary>Of a member's steps. Where a round is one step of <c>sgd</c> and the server <c>adam</c>, it cancels out.</summary>
    public double LearningRate { get; init; } = 0.1;

    public ServerOptimiser Server { get; init; } = ServerOptimiser.Adam;

    /// <summary>Of the common weights' steps.</summary>
    public double ServerRate { get; init; } = 0.006;

    /// <summary>Of the server: the part of the step before, or Adam's β1.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Adam's β2, of the server.</summary>
    public double SecondMomentum { get; init; } = 0.99;

    /// <summary>Adam's ε, of the server: a weight whose mean change is far below it stays.</summary>
    public double Epsilon { get; init; } = 1e-7;

    /// <summary>
    /// How the rate falls: the server's where it is <c>adam</c>, else the members'.
    /// </summary>
    public RateDecay Decay { get; init; } = RateDecay.Cosine;

    /// <summary>The part of the rate that is left in the last round.</summary>
    public double FinalRate { get; init; }

    /// <summary>The part of the rounds in which the rate rises.</summary>
    public double WarmUp { get; init; } = 0.05;

    /// <summary>Of whom the rate falls, too. Decoupled and of matrices alone on the server; of all weights at the members.</summary>
    public double WeightDecay { get; init; } = 0.1;

    public LossKind Loss { get; init; } = LossKind.Absolute;

    /// <summary>What all auxiliary targets of a contract weigh together where the target weighs 1.</summary>
    public double AuxiliaryWeight { get; init; } = 0.3;

    /// <summary>A standardised input beyond ± this becomes this: a rare element is no lever.</summary>
    public double InputLimit { get; init; } = 5;

    /// <summary>The largest change of one weight in one round at a member; beyond it is clipped.</summary>
    public double Clip { get; init; } = 1;

    /// <summary>The model is the mean of the states after so many last rounds.</summary>
    public int AverageRounds { get; init; } = 1;

    /// <summary>Where above 0, the model is the moving mean of all states, of which each round keeps this part.</summary>
    public double AverageDecay { get; init; }

    /// <summary>The error on held rows is summed every so many rounds, and the best state is the model; 0 for never.</summary>
    public int EvaluateEvery { get; init; }

    /// <summary>Training ends after so many evaluations in a row without a better one; 0 for never.</summary>
    public int Patience { get; init; }

    /// <summary>As it stands in a plan, every setting spelled out.</summary>
    public JsonText ToJson() => JsonText.Parse(Encoding.UTF8.GetString(CanonicalJson.Write(this)));

    /// <exception cref="FormatException">An unknown key, or a value out of its range; the message names the key and the rule.</exception>
    public static NeuralSettings Parse(JsonText json)
    {
        ArgumentNullException.ThrowIfNull(json);
        NeuralSettings settings = CanonicalJson.Read<NeuralSettings>(Encoding.UTF8.GetBytes(json.Text));
        NeuralRules.Check(settings);
        return settings;
    }
}

using static FedMat.Learning.SettingRule;

namespace FedMat.Learning;

/// <summary>The ranges of <see cref="NeuralSettings"/>.</summary>
internal static class NeuralRules
{
    /// <exception cref="FormatException">The message names the key and the rule.</exception>
    public static void Check(NeuralSettings settings)
    {
        Network(settings);
        Members(settings);
        Server(settings);
        Require(settings.AverageRounds is >= 1 and <= 100_000, "averageRounds", "is from 1 to 100000");
        Require(settings.AverageDecay is >= 0 and < 1, "averageDecay", "is from 0 to below 1");
        Require(settings.AverageDecay == 0 || settings.AverageRounds == 1, "averageDecay", "is 0 where 'averageRounds' is above 1");
        Require(settings.EvaluateEvery is >= 0 and <= 100_000, "evaluateEvery", "is from 0 to 100000");
        Require(settings.Patience is >= 0 and <= 100_000, "patience", "is from 0 to 100000");
        Require(settings.Patience == 0 || settings.EvaluateEvery > 0, "patience", "is 0 where 'evaluateEvery' is 0");
    }

    private static void Network(NeuralSettings settings)
    {
        Require(settings.Name == NeuralSettings.LearnerName, "name", $"is '{NeuralSettings.LearnerName}'");
        Require(
            settings.Hidden.Count <= 8 && settings.Hidden.All(width => width is >= 1 and <= 4096), "hidden", "has up to 8 widths, each from 1 to 4096");
        Require(settings.Heads is >= 1 and <= 16, "heads", "is from 1 to 16");
        Require(settings.Width is >= 4 and <= 512 && settings.Width % settings.Heads == 0, "width", "is from 4 to 512 and a multiple of 'heads'");
        Require(settings.Blocks is >= 1 and <= 4, "blocks", "is from 1 to 4");
        Require(settings.Dropout is >= 0 and <= 0.9, "dropout", "is from 0 to 0.9");
        Require(settings.Ranks is 0 or (>= 2 and <= 256), "ranks", "is 0 or from 2 to 256");
        Require(settings.AuxiliaryWeight is >= 0.001 and <= 100, "auxiliaryWeight", "is from 0.001 to 100");
        Require(settings.InputLimit is >= 1 and <= 1_000_000, "inputLimit", "is from 1 to 1000000");
    }

    private static void Members(NeuralSettings settings)
    {
        Require(settings.Mu is >= 0 and <= 1000, "mu", "is from 0 to 1000");
        Require(settings.Rounds is >= 0 and <= 100_000, "rounds", "is from 0 to 100000");
        Require(settings.LocalSteps is >= 0 and <= 100_000, "localSteps", "is from 0 to 100000");
        Require(settings.BatchPart is > 0 and <= 1, "batchPart", "is above 0 and at most 1");
        Require(settings.LeastBatch is >= 1 and <= 65_536, "leastBatch", "is from 1 to 65536");
        Require(settings.Epochs is >= 1 and <= 1000, "epochs", "is from 1 to 1000");
        Require(settings.Batch is >= 1 and <= 65_536, "batch", "is from 1 to 65536");
        Require(settings.LearningRate is > 0 and <= 10, "learningRate", "is above 0 and at most 10");
        Require(settings.Clip is >= 0.001 and <= 1000, "clip", "is from 0.001 to 1000");
        Require(
            settings.Strategy != Strategy.Scaffold || settings.LocalOptimiser == LocalOptimiser.Sgd,
            "strategy", "is 'scaffold' only where 'localOptimiser' is 'sgd': its corrections are gradients");
    }

    private static void Server(NeuralSettings settings)
    {
        Require(settings.ServerRate is > 0 and <= 10, "serverRate", "is above 0 and at most 10");
        Require(settings.Momentum is >= 0 and < 1, "momentum", "is from 0 to below 1");
        Require(settings.SecondMomentum is >= 0 and < 1, "secondMomentum", "is from 0 to below 1");
        Require(settings.Epsilon is >= 1e-12 and <= 1, "epsilon", "is from 1e-12 to 1");
        Require(settings.FinalRate is >= 0 and <= 1, "finalRate", "is from 0 to 1");
        Require(settings.WarmUp is >= 0 and <= 1, "warmUp", "is from 0 to 1");
        Require(settings.WeightDecay is >= 0 and <= 1, "weightDecay", "is from 0 to 1");
    }
}

namespace FedMat.Learning;

/// <summary>What the neural learner knows between two rounds. Public; nothing in it is any single member's.</summary>
internal sealed record NeuralState : FitState
{
    /// <summary>Training rounds done.</summary>
    public required int Rounds { get; init; }

    /// <summary>Of the latest round; null before the first.</summary>
    public double? Loss { get; init; }

    /// <summary>Where the next round starts.</summary>
    public required float[] Weights { get; init; }

    /// <summary>The server's latest step, or Adam's first moments; empty where the server keeps none.</summary>
    public required float[] First { get; init; }

    /// <summary>Adam's second moments; empty where the server keeps none.</summary>
    public required float[] Second { get; init; }

    /// <summary>SCAFFOLD's control variate; empty with other strategies.</summary>
    public required float[] Control { get; init; }

    /// <summary>How many states <see cref="Average"/> is a mean of.</summary>
    public int Averaged { get; init; }

    /// <summary>The mean, once averaging has begun; zeros before; empty where nothing is averaged.</summary>
    public required float[] Average { get; init; }

    /// <summary>What the evaluations on held rows have shown; null before the first.</summary>
    public BestState? Best { get; init; }

    /// <summary>Nothing is asked for any more.</summary>
    public bool Finished { get; init; }

    public override int Round => Rounds;

    public override double? TrainLoss => Loss;

    /// <summary>The weights that the next evaluation would be of.</summary>
    public float[] Candidate => Averaged > 0 ? Average : Weights;
}

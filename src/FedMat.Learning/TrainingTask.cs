using FedMat.Materials;

namespace FedMat.Learning;

/// <summary>What a trainer is to do: steps over a member's rows, from the given weights.</summary>
public sealed record TrainingTask
{
    /// <summary>The network.</summary>
    public required NetworkShape Shape { get; init; }

    /// <summary>Where to start, in the order of <see cref="NetworkShape"/>; not changed.</summary>
    public required float[] Weights { get; init; }

    /// <summary>Encoded inputs, rows x inputs, row after row.</summary>
    public required float[] X { get; init; }

    /// <summary>Standardised target, one a row.</summary>
    public required float[] Y { get; init; }

    /// <summary>Auxiliary targets, of which the network's outputs after the first are learned; null for none.</summary>
    public AuxiliaryTask? Auxiliary { get; init; }

    /// <summary>How much each row's target counts; 0 where it is missing; null for one each.</summary>
    public float[]? RowWeights { get; init; }

    /// <summary>Which targets are bounds, that cost nothing when the prediction is beyond them; null for none.</summary>
    public Censoring[]? Bounds { get; init; }

    /// <summary>The steps, in their order; at least one.</summary>
    public required IReadOnlyList<TrainingBatch> Batches { get; init; }

    /// <summary>What is made small.</summary>
    public LossKind Loss { get; init; }

    /// <summary>How it is made small.</summary>
    public LocalOptimiser Optimiser { get; init; }

    public required double LearningRate { get; init; }

    /// <summary>Decoupled where the optimiser is AdamW; in the gradient with the others.</summary>
    public double WeightDecay { get; init; }

    /// <summary>The part of hidden numbers that each step leaves out.</summary>
    public double Dropout { get; init; }

    /// <summary>FedProx's μ: the gradient has this times the distance from <see cref="Weights"/> added.</summary>
    public double Proximal { get; init; }

    /// <summary>SCAFFOLD's c - c_i, added to every gradient; null for none.</summary>
    public float[]? Correction { get; init; }

    /// <summary>What is dropped out follows from it.</summary>
    public long Seed { get; init; }

    public int Rows => Y.Length;
}

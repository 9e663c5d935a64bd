namespace FedMat.Learning;

/// <summary>One array among a network's weights.</summary>
/// <param name="Name">As in a state dictionary, e.g. <c>layers.0.weight</c>.</param>
/// <param name="Shape">Its dimensions, outermost first.</param>
/// <param name="Reach">First weights are drawn evenly from ± this; where it is 0, they all are <paramref name="First"/>.</param>
/// <param name="First">Of all its weights, where none is drawn.</param>
public sealed record WeightArray(string Name, IReadOnlyList<int> Shape, float Reach = 0, float First = 0)
{
    /// <summary>Weights in it.</summary>
    public int Length => Shape.Aggregate(1, (length, dimension) => length * dimension);

    /// <summary>Whether it is one that weight decay shrinks.</summary>
    public bool IsMatrix => Shape.Count == 2;

    /// <summary>The reach of numbers that are drawn evenly and have a variance.</summary>
    internal static float ReachOf(double variance) => (float)Math.Sqrt(3 * variance);
}

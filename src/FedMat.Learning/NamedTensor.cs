namespace FedMat.Learning;

/// <summary>An array of a model.</summary>
/// <param name="Name">As in a state dictionary, e.g. <c>layers.0.weight</c>.</param>
/// <param name="Shape">Its dimensions, outermost first.</param>
/// <param name="Values">Row-major.</param>
public sealed record NamedTensor(string Name, IReadOnlyList<int> Shape, float[] Values);

namespace FedMat.Materials;

/// <summary>
/// A condition of the test that gave the target: an input that varies, or a text that holds for all rows. Test standards and hardness
/// scales are conditions; values are never converted from one into another.
/// </summary>
/// <param name="Name">One of <see cref="Names"/>.</param>
/// <param name="Column">The input that tells it, or null.</param>
/// <param name="Value">What holds for all rows, such as ISO 6892-1 or HV10; or null.</param>
public sealed record TestCondition(string Name, string? Column, string? Value)
{
    /// <summary>The conditions that a test may have.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["standard", "method", "scale", "temperature", "rate", "load", "atmosphere", "direction", "age", "geometry"];
}

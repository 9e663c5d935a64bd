namespace FedMat.Materials;

/// <summary>One step of how a sample was made. Steps are in the order in which they are done.</summary>
/// <param name="Name">What is done, such as solution treatment.</param>
/// <param name="Columns">Which input tells which quantity of the step; at least one, in the order of <see cref="Roles"/>.</param>
public sealed record ProcessStep(string Name, IReadOnlyList<KeyValuePair<string, string>> Columns)
{
    /// <summary>The quantities that a step may have.</summary>
    public static IReadOnlyList<string> Roles { get; } =
    [
        "what", "temperature", "time", "rate", "cooling", "medium", "pressure", "strain", "power", "speed", "spacing", "thickness",
    ];

    /// <summary>The input that tells a quantity, or null.</summary>
    public string? Column(string role) => Columns.FirstOrDefault(pair => pair.Key == role).Value;

    /// <summary>The quantity that an input in a role must measure; null where its unit is free or it may be a category.</summary>
    internal static Quantity? Measures(string role) => role switch
    {
        "temperature" => Quantity.Temperature,
        "time" => Quantity.Time,
        "rate" => Quantity.TemperatureRate,
        "pressure" => Quantity.Stress,
        "power" => Quantity.Power,
        "speed" => Quantity.Speed,
        "spacing" or "thickness" => Quantity.Length,
        _ => null,
    };
}

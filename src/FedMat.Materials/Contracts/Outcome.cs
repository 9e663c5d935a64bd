namespace FedMat.Materials;

/// <summary>What became of a sample.</summary>
public enum Outcome
{
    /// <summary>It was made and could be tested.</summary>
    Formed,

    /// <summary>It was made and cracked.</summary>
    Cracked,

    /// <summary>It could not be made, or failed before the test.</summary>
    Failed,
}

namespace FedMat.Learning;

/// <summary>What of a personal model is fitted to a member's rows.</summary>
internal enum PersonalRecipe
{
    /// <summary>The weight of federated and local model.</summary>
    Mixed,

    /// <summary>Offset and scale of the federated one.</summary>
    Corrected,

    /// <summary>Offset and scale, then the weight.</summary>
    CorrectedAndMixed,
}

namespace FedMat.Learning;

/// <summary>A member's own line, which never leaves its node: what the study does for its rows, and which model it should use.</summary>
/// <param name="Rows">Rows that measured it: none of the models that were measured has seen them.</param>
/// <param name="LocalMae">Mean absolute error of the local model on them, in the target's unit; null where there are none.</param>
/// <param name="FederatedMae">The same of the study's model.</param>
/// <param name="PersonalMae">The same of personal models, each chosen without the fold of rows that measures it.</param>
/// <param name="FederatedGain">Of the study's model over the local one; null where the rows are too few to say.</param>
/// <param name="PersonalGain">Of the personal model over the local one; null where the rows are too few to say.</param>
/// <param name="Choice">What to use.</param>
/// <param name="IsSure">
/// Whether the interval leaves no doubt that the choice is the better of the two: of it and the local model, or of the local model and the best of the others. In
/// doubt, the choice is the one with the smaller error.
/// </param>
/// <param name="Model">The personal model, of all rows.</param>
/// <param name="Chosen">The model of the choice.</param>
public sealed record PersonalResult(
    int Rows,
    double? LocalMae,
    double? FederatedMae,
    double? PersonalMae,
    Gain? FederatedGain,
    Gain? PersonalGain,
    PersonalChoice Choice,
    bool IsSure,
    PersonalModel Model,
    IModel Chosen)
{
    /// <summary>The absolute error of the choice on each of the rows, in the target's unit.</summary>
    public IReadOnlyList<double> Errors { get; init; } = [];
}

namespace FedMat.Simulation;

/// <summary>What a member of a simulation has from it. Errors are mean absolute ones in the target's unit; null where there are no rows to measure on.</summary>
/// <param name="Name">Of the member.</param>
/// <param name="Rows">Its rows to learn from.</param>
/// <param name="TestRows">Test rows of its own chemistry.</param>
/// <param name="LocalMae">Of its own model, on the common test set.</param>
/// <param name="LocalOwnMae">Of its own model, on its own test rows.</param>
/// <param name="FederatedOwnMae">Of the federated model, on its own test rows.</param>
/// <param name="PersonalOwnMae">Of its personal model, on its own test rows.</param>
/// <param name="Advice">Which of the three it would be told to use, from its own hold-out rows alone.</param>
/// <param name="LeftOutMae">Of the model of all the others, on all of its rows; null where that was not asked for.</param>
public sealed record MemberFigures(
    string Name, int Rows, int TestRows, double? LocalMae, double? LocalOwnMae, double? FederatedOwnMae, double? PersonalOwnMae, string? Advice, double? LeftOutMae);

namespace FedMat.Storage.Agreements;

/// <summary>What the policy made of a plan.</summary>
/// <param name="Answer">Its answer.</param>
/// <param name="Rule">The rule that decided.</param>
/// <param name="Reason">Why, in a sentence for a person.</param>
public sealed record PolicyDecision(PolicyAnswer Answer, string Rule, string Reason);

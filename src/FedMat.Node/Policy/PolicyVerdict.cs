using FedMat.Storage.Agreements;

namespace FedMat.Node;

/// <summary>What one rule says to a plan.</summary>
/// <param name="Rule">The rule's key in the policy file.</param>
/// <param name="Answer">Its answer.</param>
/// <param name="Reason">Why, in a sentence for a person.</param>
public sealed record PolicyVerdict(string Rule, PolicyAnswer Answer, string Reason);

using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Node;

/// <summary>A plan, and all that a policy may look at to judge it.</summary>
/// <param name="Plan">Valid in itself.</param>
/// <param name="Roster">The newest.</param>
/// <param name="Known">Who is known at this node.</param>
/// <param name="Now">The moment.</param>
public sealed record PolicyCase(Plan Plan, Roster Roster, KnownMembers Known, DateTimeOffset Now)
{
    /// <summary>The columns that the study learns: the target, and auxiliary targets. Null where the contract cannot be read.</summary>
    public IReadOnlyList<string>? Properties { get; } = TargetsOf(Plan);

    /// <summary>The plan's learner by its name; null where it has none.</summary>
    public string? Learner { get; } = LearnerOf(Plan);

    public string NameOf(MemberId member) => Roster.Find(member)?.Name ?? member.ToString();

    private static string[]? TargetsOf(Plan plan)
    {
        try
        {
            DataContract contract = DataContract.Parse(plan.Contract.Text, "the plan");
            return [contract.Target.Name, .. contract.Auxiliary.Select(target => target.Name)];
        }
        catch (InputException)
        {
            return null;
        }
    }

    private static string? LearnerOf(Plan plan)
    {
        using System.Text.Json.JsonDocument learner = System.Text.Json.JsonDocument.Parse(plan.Learner.Text);
        return learner.RootElement.TryGetProperty("name", out System.Text.Json.JsonElement name) && name.ValueKind == System.Text.Json.JsonValueKind.String
            ? name.GetString()
            : null;
    }
}

using System.Security.Cryptography;
using System.Text.Json.Nodes;
using FedMat.Learning;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Cli;

/// <summary>A whole plan from the few things that only people can say; the rest are the settings of <c>fedmat simulate</c>.</summary>
/// <param name="Contract">What a row is.</param>
/// <param name="Members">By name; none for every node of the roster.</param>
/// <param name="Learner">A learner's name, or its settings as JSON.</param>
/// <param name="Purpose">Why it is done, in a sentence.</param>
/// <param name="Release">Licence and users of what comes out.</param>
/// <param name="Rounds">Of training.</param>
/// <param name="MinimumCell">Rows in a group.</param>
/// <param name="MinimumMembers">Honest members that every sum covers.</param>
/// <param name="Seed">Null draws one.</param>
internal sealed record PlanDraft(
    DataContract Contract,
    IReadOnlyList<string> Members,
    string Learner,
    string Purpose,
    ReleaseTerms Release,
    int Rounds,
    int MinimumCell,
    int MinimumMembers,
    long? Seed)
{
    private const double HoldOutFraction = 0.2;
    private const int MaximumWeight = 1000;
    private const int FewestRows = 10;
    private const int DeadlineSeconds = 3600;
    private const int GraceSeconds = 300;
    private const int Attempts = 100;

    /// <exception cref="InputException">A member that the roster does not name, or a learner that is none.</exception>
    /// <exception cref="FormatException">The plan would break a rule of its own; the message names the key.</exception>
    public Plan For(Roster roster, MemberId proposer, DateTimeOffset now)
    {
        IReadOnlyList<MemberId> members = Find(roster, now);
        Plan plan = new(
            Plan.CurrentFormat, Contract.Name, Purpose, roster.Consortium, proposer, members, MinimumMembers, JsonText.Parse(Contract.ToJson()), CrossFitted(),
            Rounds, Seed ?? RandomNumberGenerator.GetInt32(int.MaxValue), HoldOutFraction, Math.Max(FewestRows, 2 * MinimumCell), MinimumCell, MaximumWeight,
            new StageLimits(new Thresholds(Math.Max(Plan.FewestMembers, members.Count), MinimumMembers).Survivors, DeadlineSeconds, GraceSeconds, Attempts), Release);
        plan.Validate();
        return plan;
    }

    private IReadOnlyList<MemberId> Find(Roster roster, DateTimeOffset now)
    {
        Member[] nodes = [.. roster.Members.Where(member => member.Role == MemberRole.Node && member.IsActive(now))];
        if (Members.Count == 0)
            return [.. nodes.Select(node => node.Id)];
        return [.. Members.Select(name => nodes.FirstOrDefault(node => node.Name == name)?.Id
            ?? throw new InputException($"roster {roster.Number} names no node '{name}'", $"Give --members some of: {string.Join(", ", nodes.Select(node => node.Name))}."))];
    }

    /// <summary>Where the learner does not say how many models it fits, every row is left out once.</summary>
    private JsonText CrossFitted()
    {
        try
        {
            JsonObject learner = Learner.StartsWith('{') ? JsonNode.Parse(Learner)!.AsObject() : new JsonObject { ["name"] = Learner };
            learner.TryAdd("models", Folds.Count(HoldOutFraction));
            return JsonText.Parse(learner.ToJsonString());
        }
        catch (Exception error) when (error is System.Text.Json.JsonException or InvalidOperationException)
        {
            throw new InputException($"--learner is no JSON object of settings: {error.Message}", "Give a name, such as auto, or settings as docs/learners.md lists them.", cause: error);
        }
    }
}

using FedMat.Protocol;
using FedMat.Storage.Agreements;

namespace FedMat.Node;

/// <summary>The rules of a policy, each on its own: it allows, or gives the answer that a breach of it has.</summary>
public static class PolicyRules
{
    internal const string KnownMembersRule = "minimumKnownMembers";

    public static PolicyJudgement Judge(NodePolicy policy, PolicyCase of) => new(
    [
        Properties(policy, of), Learners(policy, of), Members(policy, of), Cell(policy, of), KnownMembers(policy, of), With(policy, of), NeverWith(policy, of),
        Rounds(policy, of), Expiry(policy, of), new PolicyVerdict("otherwise", policy.Otherwise, $"what a plan gets that breaks no rule is: {Word(policy.Otherwise)}"),
    ]);

    /// <summary>An answer as the policy file writes it.</summary>
    public static string Word(PolicyAnswer answer) => answer switch
    {
        PolicyAnswer.Allow => "allow",
        PolicyAnswer.Ask => "ask",
        _ => "refuse",
    };

    private static PolicyVerdict Properties(NodePolicy policy, PolicyCase of)
    {
        if (policy.Properties is not { } allowed)
            return Kept("properties", "any property may be learned");
        if (of.Properties is not { } learned)
            return Broken(policy, "properties", "the plan's data contract cannot be read");
        string[] others = [.. learned.Except(allowed)];
        return others.Length == 0
            ? Kept("properties", $"{string.Join(", ", learned)} may be learned")
            : Broken(policy, "properties", $"the plan learns {string.Join(", ", others)}; allowed are {Listed(allowed)}");
    }

    private static PolicyVerdict Learners(NodePolicy policy, PolicyCase of)
    {
        if (policy.Learners is not { } allowed)
            return Kept("learners", "any learner may be used");
        return of.Learner is { } learner && allowed.Contains(learner)
            ? Kept("learners", $"the learner '{learner}' may be used")
            : Broken(policy, "learners", $"the plan's learner is '{of.Learner}'; allowed are {Listed(allowed)}");
    }

    private static PolicyVerdict Members(NodePolicy policy, PolicyCase of) => AtLeast(
        policy, "minimumMembers", of.Plan.MinimumMembers, policy.MinimumMembers, "every sum covers at least {0} honest members");

    private static PolicyVerdict Cell(NodePolicy policy, PolicyCase of) => AtLeast(
        policy, "minimumCell", of.Plan.MinimumCell, policy.MinimumCell, "nothing exact is summed over fewer than {0} of this node's rows");

    /// <summary>Never put before a person: whom this node knows is decided member by member, not study by study.</summary>
    private static PolicyVerdict KnownMembers(NodePolicy policy, PolicyCase of)
    {
        IReadOnlyList<MemberId> strangers = of.Known.Strangers(of.Plan);
        // Whatever else a sum covers, it covers this node, which is in it.
        int least = Math.Max(1, of.Plan.Thresholds.Survivors - strangers.Count);
        if (least >= policy.MinimumKnownMembers)
            return Kept(KnownMembersRule, $"every sum covers at least {least} members that are known here; {policy.MinimumKnownMembers} are demanded");
        string unknown = strangers.Count == 0 ? "" : $"; not known are {string.Join(", ", strangers.Select(of.NameOf))}: compare fingerprints with fedmat node members";
        return new PolicyVerdict(
            KnownMembersRule, PolicyAnswer.Refuse,
            $"a sum may cover as few as {least} members that are known here, and {policy.MinimumKnownMembers} are demanded{unknown}");
    }

    private static PolicyVerdict With(NodePolicy policy, PolicyCase of)
    {
        string[] missing = [.. policy.With.Where(name => !of.Plan.Members.Any(member => NodePolicy.Names.Equals(of.Roster.Find(member)?.Name, name) && of.Known.Of(member) != Acquaintance.Unknown))];
        return missing.Length == 0
            ? Kept("with", policy.With.Count == 0 ? "nobody must take part" : $"{Listed(policy.With)} take part and are known here")
            : Broken(policy, "with", $"{Listed(missing)} must take part, with a key that is known here");
    }

    private static PolicyVerdict NeverWith(NodePolicy policy, PolicyCase of)
    {
        string[] unwanted = [.. of.Plan.Members.Select(of.NameOf).Intersect(policy.NeverWith, NodePolicy.Names)];
        return unwanted.Length == 0
            ? Kept("neverWith", "nobody takes part with whom this node does not")
            : Broken(policy, "neverWith", $"{Listed(unwanted)} takes part");
    }

    private static PolicyVerdict Rounds(NodePolicy policy, PolicyCase of)
    {
        if (policy.MaximumRounds is not { } most)
            return Kept("maximumRounds", "any number of training rounds is allowed");
        return of.Plan.Rounds <= most
            ? Kept("maximumRounds", $"{of.Plan.Rounds} training rounds; {most} are allowed")
            : Broken(policy, "maximumRounds", $"{of.Plan.Rounds} training rounds; {most} are allowed");
    }

    private static PolicyVerdict Expiry(NodePolicy policy, PolicyCase of) => policy.Expires is { } end && end <= of.Now
        ? new PolicyVerdict("expires", PolicyAnswer.Ask, $"the policy ended on {end:yyyy-MM-dd}; a person decides until it is renewed")
        : Kept("expires", policy.Expires is { } until ? $"the policy holds until {until:yyyy-MM-dd}" : "the policy has no end");

    private static PolicyVerdict AtLeast(NodePolicy policy, string rule, int has, int least, string words)
    {
        string fact = string.Format(System.Globalization.CultureInfo.InvariantCulture, words, has);
        return has >= least ? Kept(rule, $"{fact}; {least} are demanded") : Broken(policy, rule, $"{fact}, and {least} are demanded");
    }

    private static PolicyVerdict Kept(string rule, string reason) => new(rule, PolicyAnswer.Allow, reason);

    private static PolicyVerdict Broken(NodePolicy policy, string rule, string reason) =>
        new(rule, policy.AskWhen.Contains(rule) ? PolicyAnswer.Ask : PolicyAnswer.Refuse, reason);

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));
}

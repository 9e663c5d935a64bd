using FedMat.Protocol;
using FedMat.Storage.Agreements;

namespace FedMat.Node;

/// <summary>What a policy says to a plan: every rule, and the one that decides. Refuse beats ask, ask beats allow.</summary>
/// <param name="Verdicts">In the order of the rules; never empty.</param>
public sealed record PolicyJudgement(IReadOnlyList<PolicyVerdict> Verdicts)
{
    public PolicyAnswer Answer => Verdicts.Max(verdict => verdict.Answer);

    /// <summary>The first rule with the strictest answer; where every rule allows, the last one: what a plan gets that breaks none.</summary>
    public PolicyVerdict Deciding => Answer == PolicyAnswer.Allow ? Verdicts[^1] : Verdicts.First(verdict => verdict.Answer == Answer);

    public PolicyDecision ToDecision() => new(Answer, Deciding.Rule, Deciding.Reason);

    /// <summary>FM112 or FM211 where the policy refuses.</summary>
    public Refusal? ToRefusal() => Answer != PolicyAnswer.Refuse ? null : new Refusal(
        Deciding.Rule == PolicyRules.KnownMembersRule ? RefusalCode.MembersUnknown : RefusalCode.PolicyRefuses, $"{Deciding.Reason} (rule '{Deciding.Rule}')");
}

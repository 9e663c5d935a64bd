namespace FedMat.Aggregation.Tests;

/// <summary>
/// Every order in which honest parties can say, hear, decide, crash and start again. A coordinator may decide as soon as it can or at any
/// time later, and give up where its rules let it: until U3 without a trace, then by closing; never once it has chosen to unmask. What a
/// node said and the coordinator did not hear is said again as long as the node is there.
/// </summary>
internal sealed class HonestOrders(CoordinatorReplay coordinator)
{
    private readonly MemberSet members = coordinator.Setup.Members;

    /// <summary>What can happen next, but for crashes.</summary>
    public IEnumerable<Standing> After(Standing now)
    {
        foreach (int node in members.Places)
        {
            if (Told(now, node) is { } told)
                yield return told;
        }

        if (now.Heard.Count > 0 && now.Phase != Phase.Done)
            yield return now with { Heard = default };
        if (Decided(now) is { } decided)
            yield return decided;
        if (GivenUp(now) is { } ended)
            yield return ended;
    }

    /// <summary>A node stores its word, or a word that it has stored is heard; null if there is none.</summary>
    public Standing? Told(Standing now, int node)
    {
        if (now.Phase == Phase.Done || now.Crashed.Contains(node) || now.Heard.Contains(node))
            return null;
        if (now.Said.Contains(node))
            return now with { Heard = now.Heard.And(node) };
        return coordinator.Speaks(now.Phase, now.Lists, node) ? now with { Said = now.Said.And(node) } : null;
    }

    /// <summary>The coordinator ends the attempt; null if it must not.</summary>
    public static Standing? GivenUp(Standing now) => now.Phase switch
    {
        <= Phase.Inputs => Standing.Fresh(now.Crashed),
        Phase.Agreements => now.Then(Phase.Closings, now.Lists),
        _ => null,
    };

    /// <summary>A member more that never comes back.</summary>
    public IEnumerable<Standing> Crashes(Standing now) => now.Phase == Phase.Done
        ? []
        : members.Places.Where(node => !now.Crashed.Contains(node)).Select(node => now with { Crashed = now.Crashed.And(node) });

    /// <summary>The coordinator goes on; null if it cannot.</summary>
    public Standing? Decided(Standing now)
    {
        if (now.Phase == Phase.Done || !coordinator.IsEnough(now.Phase, now.Lists, now.Heard))
            return null;
        return now.Phase switch
        {
            Phase.Adverts => now.Then(Phase.Deals, new Step(StepKind.Deal, 0, now.Heard)),
            Phase.Deals => now.Then(Phase.Holdings, now.Lists with { U2 = now.Heard }),
            Phase.Holdings => now.Then(Phase.Inputs, now.Lists),
            Phase.Inputs => now.Then(Phase.Agreements, now.Lists with { U3 = now.Heard }),
            Phase.Agreements => now.Then(Phase.Answers, now.Lists with { Signers = now.Heard }),
            Phase.Answers => now.Then(Phase.Done, now.Lists) with { Heard = now.Heard },
            _ => Standing.Fresh(now.Crashed),
        };
    }
}

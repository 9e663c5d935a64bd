using FedMat.Protocol;

namespace FedMat.Node.Tests;

public sealed class ContributionGateTests
{
    private static readonly Refusal No = new(RefusalCode.RosterExpired, "no");

    [Fact]
    public async Task Refuse_WithoutChecks_Passes() => Assert.Null(await new ContributionGate([]).RefuseAsync(null!, default));

    [Fact]
    public async Task Refuse_OneOfTwoSaysNo_IsItsNo() =>
        Assert.Same(No, await new ContributionGate([new Says(null), new Says(No)]).RefuseAsync(null!, default));

    private sealed class Says(Refusal? answer) : IContributionCheck
    {
        public ValueTask<Refusal?> RefuseAsync(NextContribution next, CancellationToken cancellation) => new(answer);
    }
}

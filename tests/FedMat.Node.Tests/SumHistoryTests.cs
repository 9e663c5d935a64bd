using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;
using Kind = FedMat.Wire.V1.Said.WhatOneofCase;

namespace FedMat.Node.Tests;

/// <summary>When a node signs a list without a member that was on an earlier one.</summary>
public sealed class SumHistoryTests : IDisposable
{
    private readonly TestConsortium consortium = new(others: 4);
    private readonly Script script;
    private readonly Signed<Plan> plan;

    public SumHistoryTests()
    {
        script = new Script(consortium.CoordinatorKey);
        plan = consortium.Sign(consortium.Plan());
    }

    public void Dispose() => consortium.Dispose();

    private MemberId Left => consortium.Others[0].Id;

    [Fact]
    public async Task Survivors_WithoutAMemberOfAnEarlierList_AreRefused() =>
        Assert.Contains("FM323", await RefusedAsync(_ => []));

    [Fact]
    public Task Survivors_WithoutADealerConvictedOfAFalseOpening_AreSigned() =>
        SignedAsync(first => [Conviction(first, Offence.FalseOpening, first.FalseOpening(Left))]);

    [Fact]
    public async Task Survivors_WithoutAMemberConvictedOfSomethingElse_AreRefused() =>
        Assert.Contains("FM323", await RefusedAsync(first => [Conviction(first, Offence.Equivocation, first.TwoAdverts(Left))]));

    [Fact]
    public async Task Survivors_WithoutAMemberOnEvidenceThatProvesNothing_AreRefused() =>
        Assert.Contains("FM323", await RefusedAsync(first => [Conviction(first, Offence.FalseOpening, first.TwoAdverts(Left))]));

    [Fact]
    public Task Survivors_AfterACertificateForTheEarlierList_AreSigned() => SignedAsync(first =>
    {
        IEnumerable<SignedMessage<Closing>> closings = consortium.Others.Select(other =>
            SignedMessage<Closing>.Sign(new Closing(first.Round, other.Id), consortium.KeyOf(other.Id)));
        return [Certificate(first, closings)];
    });

    [Fact]
    public async Task Survivors_AfterTooFewClosingsOfTheEarlierList_AreRefused() => Assert.Contains("FM323", await RefusedAsync(first =>
        [Certificate(first, [SignedMessage<Closing>.Sign(new Closing(first.Round, Left), consortium.KeyOf(Left))])]));

    [Fact]
    public async Task Survivors_OfASecondStudyOnTheSameRowsWithAMemberLess_AreRefused()
    {
        Signed<Plan> other = consortium.Sign(plan.Content with
        {
            Purpose = "the same again",
            Members = [.. plan.Content.Members.Where(member => member != Left)],
            Contribute = plan.Content.Contribute with { Quorum = plan.Content.Members.Count - 1 },
        });
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        await FirstListAsync();

        TestAttempt second = new(consortium, script, other.Content, without: Left);
        script.Tell(other.ToNews(), second.Opened());
        await new TestRun(script, second).ToAsync(4);

        Assert.Contains("FM323", await node.LoggedAsync(Event.StepRefused, "Survivors"));
        Assert.Empty(script.Words(second.Round, Kind.Agreement));
    }

    private static News Certificate(TestAttempt attempt, IEnumerable<SignedMessage<Closing>> closings)
    {
        CloseCertificate certificate = new([.. closings.OrderBy(closing => closing.Content.Member)]);
        return new News { Sum = new SumNews { Key = attempt.Round.ToMessage(), Certificate = certificate.ToBody() } };
    }

    private async Task SignedAsync(Func<TestAttempt, News[]> between)
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        TestAttempt second = await SecondListAsync(between);
        await script.WordAsync(second.Round, Kind.Agreement);
    }

    private async Task<string> RefusedAsync(Func<TestAttempt, News[]> between)
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        TestAttempt second = await SecondListAsync(between);
        string text = await node.LoggedAsync(Event.StepRefused, "Survivors");
        Assert.Empty(script.Words(second.Round, Kind.Agreement));
        return text;
    }

    /// <summary>An attempt is agreed to over all, something is told, and the next one has one member less.</summary>
    private async Task<TestAttempt> SecondListAsync(Func<TestAttempt, News[]> between)
    {
        TestAttempt first = await FirstListAsync();
        TestAttempt second = new(consortium, script, plan.Content, attempt: 2, without: Left);
        script.Tell(between(first));
        script.Tell(second.Opened());
        await new TestRun(script, second).ToAsync(4);
        return second;
    }

    private async Task<TestAttempt> FirstListAsync()
    {
        TestAttempt first = new(consortium, script, plan.Content);
        script.Tell(plan.ToNews(), first.Opened());
        await new TestRun(script, first).ToAsync(4);
        await script.WordAsync(first.Round, Kind.Agreement);
        return first;
    }

    private News Conviction<T>(TestAttempt attempt, Offence offence, T evidence)
        where T : class, ISumMessage<T>
    {
        Conviction conviction = new(attempt.Round, Left, offence, SumMessage.Body(evidence));
        return new News { Sum = new SumNews { Key = attempt.Round.ToMessage(), Conviction = conviction.ToBody() } };
    }
}

using FedMat.Protocol;
using FedMat.Wire;

namespace FedMat.Node.Tests;

/// <summary>A running node among members that the root key signed for and nobody else: a sum over them and it would be its own data.</summary>
public sealed class PuppetTests
{
    [Fact]
    public async Task Plan_AmongMembersThatNobodyConfirmed_IsRefusedThoughThePolicyAllows()
    {
        using TestConsortium consortium = new(others: 4);
        consortium.Write("policy.json", """{ "otherwise": "allow", "minimumCell": 1 }""");
        Script script = new(consortium.CoordinatorKey);
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);

        script.Tell(consortium.Sign(consortium.Plan()).ToNews());

        Assert.Contains("FM112", await node.LoggedAsync(Event.StudyWithoutConsent));
        Signed<StudyConsent> answer = await script.Answers.Reader.ReadAsync().AsTask().WaitAsync(RunningNode.Patience);
        Assert.Equal(ConsentAnswer.Refused, answer.Content.Answer);
    }
}

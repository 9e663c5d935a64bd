using FedMat.Aggregation;
using FedMat.Protocol;
using FedMat.Wire;
using Kind = FedMat.Wire.V1.Said.WhatOneofCase;

namespace FedMat.Node.Tests;

public sealed class SumSecrecyTests : IDisposable
{
    private readonly TestConsortium consortium = new();

    public void Dispose() => consortium.Dispose();

    [Fact]
    public async Task Log_OfAWholeRoundAtItsMostTalkative_HoldsNoSecret()
    {
        Script script = new(consortium.CoordinatorKey);
        Signed<Plan> plan = consortium.Sign(consortium.Plan());
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        TestAttempt attempt = new(consortium, script, plan.Content);
        script.Tell(plan.ToNews(), attempt.Opened());
        TestRun run = new(script, attempt);
        await run.ToAsync(4);
        await script.WordAsync(attempt.Round, Kind.Agreement);

        List<byte[]> secrets = [.. (await node.Store.Promises.SecretsAsync(attempt.Terms.Setup, default))!.Chunk(32)];
        secrets.Add((await node.Store.Vectors.ReadAsync(HistoryKey.Contribution(attempt.State.Hash, attempt.Ask.Hash, 1), default))!);
        await run.ToAsync(TestRun.Last, first: 5);
        byte[] answer = script.Words(attempt.Round, Kind.Answer)[0].Answer.ToSigned<UnmaskAnswer>().Content.Shares;
        secrets.AddRange(answer.Chunk(32));
        string key = consortium.NodeKey.Export().Split('\n')[1];

        Assert.Contains(node.Log, line => line.Contains("checked", StringComparison.Ordinal));
        Assert.DoesNotContain(node.Log, line => line.Contains(key, StringComparison.Ordinal));
        Assert.DoesNotContain(node.Log, line => secrets.Exists(secret => Shows(line, secret)));
    }

    /// <summary>Whether a line shows bytes, or the better part of them, in hexadecimal digits or in base64.</summary>
    private static bool Shows(string line, byte[] secret)
    {
        string hex = Convert.ToHexString(secret.AsSpan(0, Math.Min(16, secret.Length)));
        string base64 = Convert.ToBase64String(secret)[..Math.Min(20, secret.Length)];
        return line.Contains(hex, StringComparison.OrdinalIgnoreCase) || line.Contains(base64, StringComparison.Ordinal);
    }
}

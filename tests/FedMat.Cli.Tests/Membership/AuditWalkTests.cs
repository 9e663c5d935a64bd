using FedMat.Cli.Membership;
using FedMat.Storage.Coordinator;

namespace FedMat.Cli.Tests.Membership;

/// <summary>A coordinator may hand out another log than it wrote.</summary>
public sealed class AuditWalkTests
{
    private static readonly DateTimeOffset Time = new(2026, 11, 22, 1, 2, 3, TimeSpan.Zero);

    [Fact]
    public async Task Log_InPages_IsWalkedToItsEnd()
    {
        List<AuditRecord> log = Log(5);
        AuditWalk walk = await WalkAsync(log, broken: null);
        Assert.Null(walk.Fault);
        Assert.Equal((5L, log[^1].Hash), (walk.Last!.Count, walk.Last.Hash));
        Assert.Equal([4, 5], walk.Rows.Select(row => row.Number));
    }

    [Fact]
    public async Task Log_WithAChangedRow_NamesIt()
    {
        List<AuditRecord> log = Log(5);
        log[2] = log[2] with { Entry = log[2].Entry with { Who = "nobody" } };
        Assert.StartsWith("row 3 is not as it was written", (await WalkAsync(log, broken: null)).Fault);
    }

    [Fact]
    public async Task Log_WithoutARow_NamesIt()
    {
        List<AuditRecord> log = Log(5);
        log.RemoveAt(1);
        Assert.StartsWith("row 2 is missing", (await WalkAsync(log, broken: null)).Fault);
    }

    [Fact]
    public async Task Log_ThatTheCoordinatorFindsBroken_IsSaidToBe() =>
        Assert.StartsWith("row 5 is missing, or", (await WalkAsync(Log(4), broken: 5)).Fault);

    private static List<AuditRecord> Log(int rows)
    {
        List<AuditRecord> log = [];
        for (int number = 1; number <= rows; number++)
            log.Add(new AuditRecord(number, new AuditEntry(Time, "administrator", "invited", $"'lab {number}'"), log is [.., { } last] ? last.Hash : default));
        return log;
    }

    private static async Task<AuditWalk> WalkAsync(List<AuditRecord> log, int? broken)
    {
        AuditWalk walk = new(anchor: null, shown: 2);
        await walk.RunAsync(after => Task.FromResult(new AuditPage([.. log.Where(row => row.Number > after).Take(2)], broken)));
        return walk;
    }
}

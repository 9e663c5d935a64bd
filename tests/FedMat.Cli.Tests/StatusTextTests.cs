using FedMat.Cli.Commands;
using FedMat.Crypto;
using FedMat.Node;
using FedMat.Protocol;
using FedMat.Storage.Agreements;

namespace FedMat.Cli.Tests;

/// <summary>What `fedmat node status` and `fedmat node doctor` print.</summary>
public sealed class StatusTextTests
{
    private static readonly DateTimeOffset Time = new(2026, 11, 22, 1, 2, 3, TimeSpan.Zero);
    private static readonly StudyId Study = new(Digest.Of("study"u8));

    [Fact]
    public void Lines_OfANodeThatWaits_GiveTheReasonAndWhatToDo()
    {
        StatusDocument process = new("1.0", 42, Time, Connection.Waiting, Time, "nobody answers", Time, "", []);
        string text = Text(new NodeSituation("north", true, process, Roster: null, Self: null, []), ["look"]);
        Assert.Contains("not connected since 2026-11-22 01:02:03 UTC: nobody answers", text);
        Assert.Contains("To do:\n  look", text);
    }

    [Fact]
    public void Lines_OfAStudy_SayWhatWasSent()
    {
        StudyStanding study = new(Study, "gaps", "running", "takes part", StudyState.Consented, 3, 12345, new StatusRound(Study.ToString(), 4, 1, "Check", Time), Time);
        string text = Text(new NodeSituation("north", false, Process: null, Roster: null, Self: null, [study]), []);
        Assert.Contains("'gaps': running; consent in force; takes part", text);
        Assert.Contains("round 4, attempt 1: was told 'check'", text);
        Assert.Contains("3 vectors, 12,345 bytes", text);
        Assert.Contains("Nothing to do.", text);
    }

    [Theory]
    [InlineData(Health.Ok, "ok ")]
    [InlineData(Health.Note, "note ")]
    [InlineData(Health.Problem, "PROBLEM ")]
    [InlineData(Health.Skipped, "- ")]
    public void Text_OfACheck_BeginsWithItsHealth(Health health, string mark)
    {
        string text = DoctorCommand.Text(new Diagnosis("port", health, "found", "do this"));
        Assert.StartsWith(mark, text);
        Assert.Contains("found", text);
        Assert.EndsWith("-> do this", text);
    }

    [Fact]
    public void Text_OfWordsThatAPeerChose_MovesNoCursor() =>
        Assert.DoesNotContain(DoctorCommand.Text(new Diagnosis("x", Health.Ok, "\u001b[2Jgone\u202e", "")), letter => letter is '\u001b' or '\u202e');

    private static string Text(NodeSituation situation, IReadOnlyList<string> next) => string.Join('\n', StatusCommand.Lines(situation, next));
}

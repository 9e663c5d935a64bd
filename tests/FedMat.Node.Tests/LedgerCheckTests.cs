using FedMat.Crypto;
using FedMat.Materials;
using FedMat.Protocol;
using FedMat.Storage.Node;

namespace FedMat.Node.Tests;

/// <summary>Whether a change of the egress ledger is found, and where.</summary>
public sealed class LedgerCheckTests : IDisposable
{
    private static readonly StudyId Study = new(Digest.Of("study"u8));
    private readonly TestConsortium consortium = new();

    public void Dispose() => consortium.Dispose();

    [Fact]
    public async Task Run_AsItWasWritten_CountsAndGivesTheLastLine()
    {
        LedgerAnchor last = await WriteAsync();
        LedgerReport report = Check();
        Assert.Equal((last, 2, 1, 2, false), (report.Last, report.Vectors, report.Receipts, report.Messages, report.IsAnchored));
        Assert.Equal(5, last.Count);
    }

    [Fact]
    public async Task Run_NothingLeft_HasNoLastLine()
    {
        using (await NodeParts.OpenAsync(consortium.Options(), TimeProvider.System, default))
        {
        }

        Assert.Null(Check().Last);
    }

    // Line 3 is the receipt for the vector in line 2; each change is of one byte or one unit.
    [Theory]
    [InlineData("number = 9", 3)]
    [InlineData("made = made + 1", 3)]
    [InlineData("kind = 'receipu'", 3)]
    [InlineData("stage = 'x'", 3)]
    [InlineData("study = substr(study, 1, 63) || CASE substr(study, 64) WHEN '0' THEN '1' ELSE '0' END", 3)]
    [InlineData("study = 'g' || substr(study, 2)", 3)]
    [InlineData("study = NULL", 3)]
    [InlineData("round = round + 1", 3)]
    [InlineData("attempt = attempt + 1", 3)]
    [InlineData("bytes = bytes + 1", 3)]
    [InlineData("payload = CASE substr(payload, 1, 1) WHEN '0' THEN '1' ELSE '0' END || substr(payload, 2)", 3)]
    [InlineData("roster = roster + 1", 3)]
    [InlineData("receipt = substr(receipt, 2)", 3)]
    [InlineData("hash = CASE substr(hash, 1, 1) WHEN '0' THEN '1' ELSE '0' END || substr(hash, 2)", 3)]
    public async Task Run_OneColumnOfALineWasChanged_NamesTheLine(string change, int line)
    {
        await WriteAsync();
        consortium.Run($"UPDATE egress SET {change} WHERE number = {line}");
        Assert.Contains($"line {line} ", Refused());
    }

    [Theory]
    [InlineData("DELETE FROM egress WHERE number = 2", "line 2 ")]
    [InlineData("DELETE FROM egress WHERE number = 1", "line 1 ")]
    [InlineData("UPDATE upload SET payload = CASE substr(payload, 1, 1) WHEN '0' THEN '1' ELSE '0' END || substr(payload, 2)", "line ")]
    [InlineData("UPDATE upload SET bytes = bytes + 1 WHERE round = 1", "line 2 ")]
    [InlineData("UPDATE upload SET made = made + 1 WHERE round = 1", "line 2 ")]
    [InlineData("UPDATE upload SET received = received + 1 WHERE round = 1", "line 3 ")]
    [InlineData("UPDATE upload SET receipt = NULL, received = NULL WHERE round = 1", "line 3 ")]
    [InlineData("UPDATE upload SET receipt = substr(receipt, 2) WHERE round = 1", "'upload'")]
    [InlineData("DELETE FROM upload WHERE round = 2", "line 5 ")]
    [InlineData("UPDATE upload SET attempt = 3 WHERE round = 1", "'upload'")]
    public async Task Run_RowsWereRemovedOrTheUploadsChanged_IsFound(string sql, string place)
    {
        await WriteAsync();
        consortium.Run(sql);
        Assert.Contains(place, Refused());
    }

    [Fact]
    public async Task Run_TheEndWasCutOff_OnlyTheAnchorTells()
    {
        LedgerAnchor last = await WriteAsync();
        consortium.Run("DELETE FROM upload WHERE round = 2; DELETE FROM egress WHERE number = 5");
        Assert.Equal(4, Check().Last!.Count);
        Assert.Contains("line 5 ", Refused(last));
    }

    [Fact]
    public async Task Run_WithTheAnchorOfAnEarlierLine_ProvesIt()
    {
        LedgerAnchor earlier = new(2, (await LinesAsync())[1].Hash);
        Assert.True(Check(earlier).IsAnchored);
    }

    [Fact]
    public async Task Run_RewrittenFromTheFirstLineOn_OnlyTheAnchorTells()
    {
        LedgerAnchor last = await WriteAsync();
        consortium.Run("DELETE FROM egress");
        using (await NodeParts.OpenAsync(consortium.Options(), TimeProvider.System, default))
        {
            // The node begins a ledger anew from its vectors.
        }

        Assert.Equal(3, Check().Last!.Count);
        Assert.Contains("FM511", Refused(last));
        Assert.Contains("line 2 ", Refused(last with { Count = 2 }));
    }

    [Fact]
    public async Task Run_AReceiptOfAnotherKey_IsFoundThoughTheLinesFit()
    {
        using SigningKey other = SigningKey.Create();
        await WriteAsync(other);
        Assert.Contains("line 3 ", Refused());
    }

    [Fact]
    public async Task Run_WithAnotherRootKey_TrustsNoRoster()
    {
        await WriteAsync();
        using SigningKey other = SigningKey.Create();
        using NodeView view = NodeView.Open(consortium.StateFolder)!;
        Refusal refusal = Assert.Throws<RefusedException>(() => LedgerCheck.Run(view, other.Public, anchor: null)).Refusal;
        Assert.Equal(RefusalCode.LedgerAltered, refusal.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("5:abc")]
    [InlineData("-5:0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("5:000000000000000000000000000000000000000000000000000000000000000g")]
    public void Parse_NoAnchor_SaysWhatOneLooksLike(string text) =>
        Assert.Contains("COUNT:HASH", Assert.Throws<InputException>(() => LedgerAnchor.Parse(text)).Remedy);

    [Fact]
    public void Parse_AnAnchor_IsItsText()
    {
        string text = $"12:{Digest.Of("x"u8)}";
        Assert.Equal(text, LedgerAnchor.Parse(text).ToString());
    }

    [Fact]
    public async Task Totals_OfLines_AreForEachDayAndStudy()
    {
        await WriteAsync();
        IReadOnlyList<LedgerTotal> totals = LedgerTotal.Of(await LinesAsync());
        LedgerTotal study = Assert.Single(totals, total => total.Study == Study);
        Assert.Equal((2, 1, 1), (study.Vectors, study.Messages, study.Receipts));
        Assert.Equal(20 + 30 + 4, study.Bytes);
        Assert.Equal((0, 1, 5L), Assert.Single(totals, total => total.Study is null) is var none ? (none.Vectors, none.Messages, none.Bytes) : default);
    }

    /// <summary>A document; a vector with its receipt; a word; a vector without a receipt.</summary>
    private async Task<LedgerAnchor> WriteAsync(SigningKey? coordinator = null)
    {
        using NodeParts parts = await NodeParts.OpenAsync(consortium.Options(), TimeProvider.System, default);
        NodeStore store = parts.Store;
        await store.Egress.NoteAsync(NewEgress.Of(EgressKind.Vouch, null, "vouch"u8), default);
        NewUpload first = new(new RoundId(Study, 1, 1), Digest.Of("vector 1"u8), 20);
        InputReceipt receipt = new(Digest.Of("session"u8), consortium.Self.Id, first.Payload);
        await KeepAsync(store, new PromiseStep { Upload = first });
        await KeepAsync(store, new PromiseStep { Sent = [new UploadEnd(first.Round, 20, SignedMessage<InputReceipt>.Sign(receipt, coordinator ?? consortium.CoordinatorKey), 1)] });
        await store.Egress.NoteWordsAsync([NewEgress.Word("tags", first.Round, "word"u8)], default);
        await KeepAsync(store, new PromiseStep { Upload = new NewUpload(new RoundId(Study, 2, 1), Digest.Of("vector 2"u8), 30) });
        StoredEgress last = (await store.Egress.LinesAsync(default))[^1];
        return new LedgerAnchor(last.Number, last.Hash);
    }

    private async Task<IReadOnlyList<StoredEgress>> LinesAsync()
    {
        if (!Directory.Exists(consortium.StateFolder))
            await WriteAsync();
        using NodeView view = NodeView.Open(consortium.StateFolder)!;
        return [.. view.Egress(study: null)];
    }

    private LedgerReport Check(LedgerAnchor? anchor = null)
    {
        using NodeView view = NodeView.Open(consortium.StateFolder)!;
        return LedgerCheck.Run(view, consortium.Root.Public, anchor);
    }

    private string Refused(LedgerAnchor? anchor = null)
    {
        Refusal refusal = Assert.Throws<RefusedException>(() => Check(anchor)).Refusal;
        Assert.Equal(RefusalCode.LedgerAltered, refusal.Code);
        return refusal.ToString();
    }

    private static async Task KeepAsync(NodeStore store, PromiseStep step) => (await store.Promises.KeepAsync(step, default)).OrThrow();
}

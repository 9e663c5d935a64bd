using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;

namespace FedMat.Storage.Tests.Coordinator;

/// <summary>What is written of sums, and what goes when it is not needed any longer; each also after a restart.</summary>
public sealed class SumStoreTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = StudyFolder.Now;
    private static readonly RoundSpec Ask = new("moments", Ring.Bits64, Block.Whole("n", 2, 20));

    private readonly StudyFolder folder = new();

    private static Digest Setup { get; } = Digest.Of("setup"u8);

    private CoordinatorStore Store => folder.Store;

    private SumStore Sums => Store.Sums;

    private StudyId Study => folder.Study;

    private RoundId First => new(Study, 1, 1);

    public async Task InitializeAsync()
    {
        await folder.OpenAsync();
        SumChanges changes = Changes();
        changes.Opened.Add((First, Setup, Now));
        changes.Asked.Add((First, folder.Start.Hash, Ask));
        await WriteAsync(changes);
    }

    public Task DisposeAsync()
    {
        folder.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Write_ThenReopen_KeepsAttemptsWithTheirWordsInOrder()
    {
        await WordsAsync(First, 0, SumWordKind.Advert, SumWordKind.Advert, SumWordKind.AdvertsFixed);
        await WordsAsync(First, 3, SumWordKind.Dealing);

        await folder.ReopenAsync();

        AttemptRecord attempt = Assert.Single(await Sums.AttemptsAsync(Study, CancellationToken.None));
        Assert.Equal((First, Setup, folder.Start.Hash, Ask.Hash), (attempt.Id, attempt.Setup, attempt.State!.Value, attempt.Ask!.Value));
        Assert.Equal((AttemptOutcome.UnderWay, Now), (attempt.Outcome, attempt.Opened));
        Assert.Equal([SumWordKind.Advert, SumWordKind.Advert, SumWordKind.AdvertsFixed, SumWordKind.Dealing], attempt.Words.Select(word => word.Kind));
        Assert.Equal([0, 1, 2, 3], attempt.Words.Select(word => (int)word.Body.Span[0]));
    }

    [Fact]
    public async Task Write_OfAnAttemptMadeAhead_HasNoStateYet()
    {
        RoundId ahead = new(Study, 2, 1);
        SumChanges changes = Changes();
        changes.Opened.Add((ahead, Digest.Of("ahead"u8), Now));
        await WriteAsync(changes);

        AttemptRecord attempt = (await Sums.AttemptsAsync(Study, CancellationToken.None)).Single(attempt => attempt.Id == ahead);

        Assert.Equal((null, null), (attempt.State, attempt.Ask));
        Assert.Equal((1, 0), await Sums.TriedAsync(Study, 2, CancellationToken.None));
    }

    [Fact]
    public async Task Write_ThatFailsInTheMiddle_ChangesNothing()
    {
        SumChanges changes = Changes();
        changes.Words.Add((First, 0, new SumWord(SumWordKind.Advert, new byte[] { 1 })));
        changes.Words.Add((First, 0, new SumWord(SumWordKind.Advert, new byte[] { 1 })));

        await Assert.ThrowsAsync<IOException>(() => WriteAsync(changes));

        Assert.Empty(Assert.Single(await Sums.AttemptsAsync(Study, CancellationToken.None)).Words);
    }

    [Fact]
    public async Task Advance_GoesOnFromTheNextStateAndKeepsTheOneBeforeForTheSumThatSettles()
    {
        await WordsAsync(First, 0, SumWordKind.Advert);
        await AdvanceAsync(First, new ModelState([2]));

        await folder.ReopenAsync();

        StudyRecord study = (await Store.StudyAsync(Study, CancellationToken.None))!;
        Assert.Equal((new ModelState([2]).Hash, 1), (study.State, study.Sums));
        Assert.Equal(0.5, Assert.Single(await Store.ProgressAsync(Study, CancellationToken.None)).HoldOutMae);
        Assert.Equal([2], Store.State(study.State).Memory.ToArray());
        Assert.Equal([1], Store.State(folder.Start.Hash).Memory.ToArray());
        AttemptRecord settling = Assert.Single(await Sums.AttemptsAsync(Study, CancellationToken.None));
        Assert.Equal((AttemptOutcome.AddedUp, 1), (settling.Outcome, settling.Words.Count));
        Assert.Equal(folder.Members[..2].Order(), await Sums.ContributorsAsync(Study, CancellationToken.None));
    }

    [Fact]
    public async Task End_OfASettledSum_TakesItsWordsVectorsAndStateAway()
    {
        await Store.Vectors.WriteAsync(new VectorKey(Setup, folder.Members[0], Digest.Of([7])), new byte[] { 7 }, CancellationToken.None);
        await WordsAsync(First, 0, SumWordKind.Advert);
        await AdvanceAsync(First, new ModelState([2]));

        await EndAsync(First, AttemptOutcome.Complete);

        Assert.Empty(await Sums.AttemptsAsync(Study, CancellationToken.None));
        Assert.False(Store.Vectors.Has(new VectorKey(Setup, folder.Members[0], Digest.Of([7]))));
        Assert.Throws<FileNotFoundException>(() => Store.State(folder.Start.Hash));
        Assert.Equal([2], Store.State(new ModelState([2]).Hash).Memory.ToArray());
    }

    [Fact]
    public async Task End_OfAFailedAttempt_CountsItAndKeepsTheState()
    {
        await EndAsync(First, AttemptOutcome.Failed);
        await OpenAsync(First with { Attempt = 2 }, "second");
        await EndAsync(First with { Attempt = 2 }, AttemptOutcome.Spent);

        Assert.Equal((2, 1), await Sums.TriedAsync(Study, 1, CancellationToken.None));
        Assert.Equal([1], Store.State(folder.Start.Hash).Memory.ToArray());
    }

    [Fact]
    public async Task End_OfAnAttemptThatIsOver_ThrowsAndChangesNothing()
    {
        await EndAsync(First, AttemptOutcome.Failed);

        await Assert.ThrowsAsync<InvalidOperationException>(() => AdvanceAsync(First, new ModelState([2])));

        Assert.Equal(0, (await Store.StudyAsync(Study, CancellationToken.None))!.Sums);
        Assert.Empty(await Store.ProgressAsync(Study, CancellationToken.None));
    }

    [Fact]
    public async Task EndStudy_EndsItsAttemptsAndTakesTheirWordsAndVectorsAway()
    {
        await WordsAsync(First, 0, SumWordKind.Advert);
        await Store.Vectors.WriteAsync(new VectorKey(Setup, Owner: null, Digest.Of([7])), new byte[] { 7 }, CancellationToken.None);

        await Store.EndStudyAsync(Study, StudyStatus.Stopped, "why", Now, CancellationToken.None);

        Assert.Empty(await Sums.AttemptsAsync(Study, CancellationToken.None));
        Assert.Equal((1, 1), await Sums.TriedAsync(Study, 1, CancellationToken.None));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Folder["vectors"]));
    }

    [Fact]
    public async Task Open_MakesAPlaceForItsVectorsThatGoesWithIt()
    {
        VectorKey vector = new(Setup, folder.Members[0], Digest.Of([7]));
        await Store.Vectors.WriteAsync(vector, new byte[] { 7 }, CancellationToken.None);

        await EndAsync(First, AttemptOutcome.Failed);

        Assert.Throws<DirectoryNotFoundException>(() => Store.Vectors.Begin(vector));
    }

    [Fact]
    public async Task ExactLists_OutliveTheirStudyAndGoByCertificate()
    {
        RoundId second = First with { Attempt = 2 };
        await OpenAsync(second, "second");
        SumChanges changes = Changes();
        changes.Listed.Add(new ExactList(First, Digest.Of("rows"u8), new Cohort([new CohortEntry(folder.Members[0], 3)])));
        changes.Listed.Add(new ExactList(second, Digest.Of("rows"u8), new Cohort([new CohortEntry(folder.Members[1], 1)])));
        await WriteAsync(changes);
        SumChanges closed = Changes();
        closed.Notices.Add(new SumNotice(second, SumNoticeKind.Certificate, new byte[] { 1 }));
        await WriteAsync(closed);
        await Store.EndStudyAsync(Study, StudyStatus.Stopped, "why", Now, CancellationToken.None);

        await folder.ReopenAsync();

        Assert.Equal([changes.Listed[0]], await Sums.ExactListsAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Notices_AreKeptInTheirOrder()
    {
        foreach (SumNoticeKind kind in new[] { SumNoticeKind.Consent, SumNoticeKind.Certificate, SumNoticeKind.Conviction })
        {
            SumChanges changes = Changes();
            changes.Notices.Add(new SumNotice(First, kind, new byte[] { (byte)kind }));
            await WriteAsync(changes);
        }

        await folder.ReopenAsync();

        IReadOnlyList<SumNotice> notices = await Sums.NoticesAsync(Study, CancellationToken.None);
        Assert.Equal([SumNoticeKind.Consent, SumNoticeKind.Certificate, SumNoticeKind.Conviction], notices.Select(notice => notice.Kind));
        Assert.All(notices, notice => Assert.Equal((First, (byte)notice.Kind), (notice.Round, notice.Body.Span[0])));
    }

    [Fact]
    public async Task LeaveOut_Twice_IsKeptOnce()
    {
        await Sums.LeaveOutAsync(Study, folder.Members[1], "administrator", "why", Now, CancellationToken.None);
        await Sums.LeaveOutAsync(Study, folder.Members[1], "administrator", "again", Now, CancellationToken.None);

        await folder.ReopenAsync();

        Assert.Equal(folder.Members[1], Assert.Single(await Sums.LeftOutAsync(Study, CancellationToken.None)));
    }

    [Fact]
    public async Task Contributors_OfSeveralSums_AreCountedOnce()
    {
        await AdvanceAsync(First, new ModelState([2]));
        RoundId second = new(Study, 2, 1);
        await OpenAsync(second, "second");
        await AdvanceAsync(second, new ModelState([3]), sums: 2);

        Assert.Equal(folder.Members[..2].Order(), await Sums.ContributorsAsync(Study, CancellationToken.None));
    }

    private SumChanges Changes() => new(Study);

    private Task WriteAsync(SumChanges changes) => Sums.WriteAsync(changes, CancellationToken.None);

    private Task OpenAsync(RoundId attempt, string setup)
    {
        SumChanges changes = Changes();
        changes.Opened.Add((attempt, Digest.Of(System.Text.Encoding.UTF8.GetBytes(setup)), Now));
        return WriteAsync(changes);
    }

    private Task WordsAsync(RoundId attempt, int first, params SumWordKind[] kinds)
    {
        SumChanges changes = Changes();
        for (int i = 0; i < kinds.Length; i++)
            changes.Words.Add((attempt, first + i, new SumWord(kinds[i], new[] { (byte)(first + i) })));
        return WriteAsync(changes);
    }

    private Task AdvanceAsync(RoundId attempt, ModelState next, int sums = 1)
    {
        SumChanges changes = Changes();
        changes.Advance = new SumAdvance(next, new ProgressPoint(sums, "weights", 0, 1, null, 0.5, Now), folder.Members[..2]);
        changes.Ended.Add((attempt, AttemptOutcome.AddedUp, Now));
        return WriteAsync(changes);
    }

    private Task EndAsync(RoundId attempt, AttemptOutcome outcome)
    {
        SumChanges changes = Changes();
        changes.Ended.Add((attempt, outcome, Now));
        return WriteAsync(changes);
    }
}

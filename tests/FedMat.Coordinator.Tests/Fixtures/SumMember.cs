using FedMat.Aggregation;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;
using Grpc.Core;

namespace FedMat.Coordinator.Tests;

/// <summary>
/// A member that takes part in every sum of a study over a real connection: it keeps to the protocol, except where a test has it lie or be silent.
/// </summary>
internal sealed class SumMember : IAsyncDisposable
{
    private readonly Party party;
    private Signed<Roster> roster;
    private readonly Heard heard = new();
    private readonly Dictionary<RoundId, MemberTurn> turns = [];
    private readonly Dictionary<int, (ModelState State, RoundSpec Ask)> questions = [];
    private readonly List<SignedCohort> signed = [];
    private readonly HashSet<RoundId> struck = [];
    private Exception? why;
    private Plan? plan;
    private CountingLearner? learner;
    private CancellationTokenSource past = new();
    private Task listening = Task.CompletedTask;

    /// <param name="party">Whose keys it has.</param>
    /// <param name="roster">Known to everybody.</param>
    /// <param name="value">What it puts in the first slot of every vector.</param>
    public SumMember(Party party, Signed<Roster> roster, long value)
    {
        this.party = party;
        this.roster = roster;
        Value = value;
    }

    public Party Party => party;

    public long Value { get; set; }

    /// <summary>News that it hears and does not answer.</summary>
    public Func<SumNews, bool> IsDeafTo { get; set; } = _ => false;

    /// <summary>What it says instead of a word.</summary>
    public Func<Said, Said> Lie { get; set; } = said => said;

    public ModelState State { get; private set; } = new([]);

    public StudyEnding? Ending { get; private set; }

    /// <summary>The coordinator, at the moment.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Listens again, to everything.</summary>
    public async Task ComeBackAsync()
    {
        await LeaveAsync();
        IsDeafTo = _ => false;
        Listen(Address);
    }

    /// <summary>Begins to listen, with a stream of its own; what was told before is told again.</summary>
    public void Listen(Uri address)
    {
        Address = address;
        past = new CancellationTokenSource();
        listening = ListenAsync(past.Token);
    }

    /// <summary>Falls silent and offline.</summary>
    public async Task LeaveAsync()
    {
        await past.CancelAsync();
        await listening.WaitAsync(Party.Soon);
    }

    /// <summary>Waits until it has been told something.</summary>
    public Task<SumNews> HearAsync(SumNews.WhatOneofCase what, int round, int attempt = 1) =>
        heard.FindAsync(news => news.WhatCase == what && (news.Key.Round, news.Key.Attempt) == (round, attempt), listening);

    public bool HasHeard(SumNews.WhatOneofCase what, int round, int attempt = 1) =>
        heard.All.Any(news => news.WhatCase == what && (news.Key.Round, news.Key.Attempt) == (round, attempt));

    /// <summary>Waits for the end of the study.</summary>
    public async Task<StudyEnding> EndAsync()
    {
        await listening.WaitAsync(Party.Soon);
        return Ending ?? throw new InvalidOperationException("the stream of news ended before the study did", why);
    }

    public MemberTurn TurnOf(int round, int attempt = 1) => turns.Single(turn => (turn.Key.Round, turn.Key.Attempt) == (round, attempt)).Value;

    public async ValueTask DisposeAsync()
    {
        await past.CancelAsync();
        await listening.WaitAsync(Party.Soon).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        past.Dispose();
    }

    private async Task ListenAsync(CancellationToken stop)
    {
        try
        {
            using AsyncServerStreamingCall<News> call = party.Rounds(Address).Watch(new WatchRequest(), cancellationToken: stop);
            while (Ending is null && await call.ResponseStream.MoveNext(stop))
                await TakeAsync(call.ResponseStream.Current);
        }
        catch (Exception error) when (IsLost(error) || stop.IsCancellationRequested)
        {
            // The member or the coordinator left.
            why = error;
        }
    }

    /// <summary>Whether a call failed since the connection did.</summary>
    private static bool IsLost(Exception error) => error is IOException or HttpRequestException
        or RpcException { StatusCode: StatusCode.Unavailable }
        or RpcException { Status.DebugException: IOException or HttpRequestException };

    private async Task TakeAsync(News news)
    {
        switch (news.WhatCase)
        {
            case News.WhatOneofCase.StudyOpened when plan is null:
                plan = news.StudyOpened.ToNoun().Content;
                learner = new CountingLearner(plan);
                Reach(1, learner.Start());
                break;
            case News.WhatOneofCase.StudyEnded when plan is null || news.StudyEnded.ToNoun().Study == plan.Id:
                Ending = news.StudyEnded.ToNoun();
                break;
            case News.WhatOneofCase.Roster:
                roster = news.Roster.ToDocument<Roster>();
                ForgetAhead();
                break;
            case News.WhatOneofCase.Sum:
                if (!IsDeafTo(news.Sum))
                    await AnswerAsync(news.Sum);
                heard.Add(news.Sum);
                break;
        }
    }

    private async Task AnswerAsync(SumNews news)
    {
        RoundId round = news.Key.ToNoun();
        if (news.WhatCase == SumNews.WhatOneofCase.Opened)
            await EnterAsync(round, news.Opened.State.ToDigest("state"));
        if (news.WhatCase == SumNews.WhatOneofCase.Close)
            await SayAsync(Close(round, news));
        else if (news.WhatCase == SumNews.WhatOneofCase.Certificate)
            Strike(round, news.Certificate.ToBody<CloseCertificate>());
        else if (turns.TryGetValue(round, out MemberTurn? turn) && (news.WhatCase < SumNews.WhatOneofCase.Inputs || questions.ContainsKey(round.Round)))
            await AnswerAsync(turn, news);
    }

    /// <summary>Enters an attempt; one that was away fetches the state that the others have reached.</summary>
    private async Task EnterAsync(RoundId round, Digest state)
    {
        turns.TryAdd(round, new MemberTurn(TermsOf(round), party));
        if (!questions.ContainsKey(round.Round))
            Reach(round.Round, new ModelState(await FetchAsync(round.Study, state)));
        Assert.Equal(state, questions[round.Round].State.Hash);
    }

    private Task AnswerAsync(MemberTurn turn, SumNews news) => news.WhatCase switch
    {
        SumNews.WhatOneofCase.Opened => SayAsync(turn.Advert),
        SumNews.WhatOneofCase.Adverts => SayAsync(turn.Deal(news.Adverts.ToSigned<AdvertList>())),
        SumNews.WhatOneofCase.Dealers => SayAsync(turn.Hold(news.Dealers)),
        SumNews.WhatOneofCase.Complaint => SayAsync(turn.Open(news.Complaint.ToSigned<Complaint>())),
        SumNews.WhatOneofCase.Opening => SayAsync(turn.Take(news.Opening.ToSigned<Opening>())),
        SumNews.WhatOneofCase.Inputs => UploadAsync(turn, news.Inputs.ToSigned<InputRequest>()),
        SumNews.WhatOneofCase.Survivors => AgreeAsync(turn, news.Survivors.ToSigned<SurvivorList>()),
        SumNews.WhatOneofCase.Unmask => SayAsync(turn.Unmask(news.Unmask.ToBody<UnmaskRequest>(), StateOf(turn), AskOf(turn))),
        SumNews.WhatOneofCase.Result => CheckAsync(turn, news.Result.ToSigned<SumResult>()),
        SumNews.WhatOneofCase.Check => AcceptAsync(turn, news.Check.ToBody<CheckList>()),
        _ => Task.CompletedTask,
    };

    private async Task UploadAsync(MemberTurn turn, SignedMessage<InputRequest> request)
    {
        RoundSpec ask = AskOf(turn);
        RingVector vector = new(ask.Ring, ask.Length) { [0] = Value };
        Masked masked = turn.Mask(request, StateOf(turn), ask, vector);
        RoundId next = new(turn.Round.Study, turn.Round.Round + 1, 1);
        if (!turns.TryGetValue(next, out MemberTurn? ahead))
            turns.Add(next, ahead = new MemberTurn(TermsOf(next), party));
        UploadHeader header = new() { Key = turn.Round.ToMessage(), Input = masked.Message.ToByteString() };
        header.Said.Add(ahead.Advert);
        await Party.AgainAsync(() => UploadAsync(turn, masked, header));
    }

    private async Task UploadAsync(MemberTurn turn, Masked masked, UploadHeader header)
    {
        FindUploadRequest find = new() { Key = turn.Round.ToMessage(), Payload = masked.Vector.Hash.ToBytes() };
        try
        {
            header.Offset = (await party.Rounds(Address).FindUploadAsync(find).ResponseAsync.WaitAsync(Party.Soon)).Offset;
            SignedMessage<InputReceipt> receipt = await party.UploadAsync(Address, header, masked.Vector.Memory[(int)header.Offset..]);
            Assert.Equal(new InputReceipt(masked.Session, party.Id, masked.Vector.Hash), receipt.Content);
            Assert.True(receipt.IsSignedBy(roster.Content.Coordinator.Key));
        }
        catch (RpcException error) when (error.ToRefusal()?.Code == RefusalCode.ContributionLate)
        {
            // Others went on without it: it watches their sum.
        }
    }

    private async Task AgreeAsync(MemberTurn turn, SignedMessage<SurvivorList> list)
    {
        Said[] words = turn.Agree(list, Ledger(), StateOf(turn), AskOf(turn));
        signed.AddRange(turn.Signed.Except(signed));
        await SayAsync(words);
    }

    private async Task CheckAsync(MemberTurn turn, SignedMessage<SumResult> result)
    {
        byte[] sum = await FetchAsync(turn.Round.Study, result.Content.Sum);
        RingVector vector = new(AskOf(turn).Ring, sum);
        await SayAsync(turn.Check(result, vector));
        State = learner!.Advance(questions[turn.Round.Round].State, vector);
    }

    private async Task AcceptAsync(MemberTurn turn, CheckList list)
    {
        Dictionary<MemberId, RingVector> silent = [];
        foreach (MemberId member in turn.Silent(list))
        {
            Digest payload = turn.Survivors!.Content.Inputs.Single(input => input.Content.Member == member).Content.Payload;
            silent.Add(member, new RingVector(AskOf(turn).Ring, await FetchAsync(turn.Round.Study, payload)));
        }

        Said[] words = turn.Accept(list, silent, State.Hash);
        Reach(turn.Round.Round + 1, State);
        await SayAsync(words);
    }

    private Said Close(RoundId round, SumNews news)
    {
        AttemptClosing closing =
            AttemptClosing.Close(news.Close.ToSigned<CloseRequest>(), TermsOf(round), party.Id, party.Key, AttemptPromises.None).OrThrow();
        return new Said { Key = round.ToMessage(), Closing = closing.Message.ToByteString() };
    }

    private void Reach(int round, ModelState state)
    {
        State = state;
        if (learner!.Ask(state) is { } ask)
            questions[round] = (state, ask);
    }

    private void Strike(RoundId round, CloseCertificate certificate)
    {
        Assert.True(certificate.Closes(round, TermsOf(round)));
        struck.Add(round);
    }

    private SumLedger Ledger() => new([.. signed.Select(row => struck.Contains(row.Attempt) ? row with { Status = CohortStatus.Closed } : row)]);

    private Digest StateOf(MemberTurn turn) => questions[turn.Round.Round].State.Hash;

    private RoundSpec AskOf(MemberTurn turn) => questions[turn.Round.Round].Ask;

    /// <summary>What was made ahead under another roster fits no attempt.</summary>
    private void ForgetAhead()
    {
        foreach (RoundId ahead in turns.Keys.Where(round => !heard.All.Any(news => news.Key.ToNoun() == round)).ToArray())
            turns.Remove(ahead);
    }

    private SumTerms TermsOf(RoundId round) => new(round, plan!, roster.Content, roster.Hash);

    private async Task SayAsync(params Said[] words)
    {
        if (words.Length > 0)
            await Party.AgainAsync(() => party.SayAsync(Address, [.. words.Select(word => Lie(word))]));
    }

    private async Task<byte[]> FetchAsync(StudyId study, Digest hash)
    {
        byte[] bytes = [];
        await Party.AgainAsync(async () => bytes = await party.FetchAsync(Address, study, hash));
        return bytes;
    }
}

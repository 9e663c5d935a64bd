using FedMat.Aggregation;
using FedMat.Protocol;
using FedMat.Storage.Node;
using FedMat.Wire;
using FedMat.Wire.V1;

namespace FedMat.Node;

/// <summary>What the steps that the coordinator tells come to at this node. A step that it does not allow is refused, and nothing is said to it.</summary>
internal sealed class SumSteps(AcceptedStudy study, SumParts parts, SumTurns turns, RoundProgress progress)
{
    private NodePromises Promises => parts.Store.Promises;

    /// <summary>Takes up what was open when the process ended.</summary>
    public async Task RestoreAsync(CancellationToken cancellation)
    {
        await turns.RestoreAsync(cancellation).ConfigureAwait(false);
        if (await Promises.NewestAsync(study.Id, (int)Stage.Check, part: 1, cancellation).ConfigureAwait(false) is { Answer: { } word })
            progress.Remember(Said.Parser.ParseFrom(word).Acceptance.ToSigned<Acceptance>().Content);
    }

    public Task TakeAsync(SumEvent.Told told, SumBatch batch, CancellationToken past)
    {
        (RoundId round, SumNews news) = (told.Round, told.News);
        switch (news.WhatCase)
        {
            case SumNews.WhatOneofCase.Opened:
                return OpenAsync(round, news.Opened, batch, past);
            case SumNews.WhatOneofCase.Close:
                return CloseAsync(round, news.Close.ToSigned<CloseRequest>(), batch, past);
            case SumNews.WhatOneofCase.Certificate:
                return StrikeAsync(round, news.Certificate.ToBody<CloseCertificate>(), past);
            case SumNews.WhatOneofCase.Conviction:
                return ConvictAsync(news.Conviction.ToBody<Conviction>(), past);
            case SumNews.WhatOneofCase.Consent:
                Take(news.Consent.ToSigned<Consent>());
                return Task.CompletedTask;
            default:
                return TakeInTurnAsync(told, batch, past);
        }
    }

    private async Task TakeInTurnAsync(SumEvent.Told told, SumBatch batch, CancellationToken past)
    {
        SumTurn? turn = turns.Find(told.Round);
        if (turn is null && await Promises.FindAsync(told.Round, past).ConfigureAwait(false) is { Status: SetupStatus.Open } open)
            turn = await turns.RestoreAsync(open, past).ConfigureAwait(false);
        if (turn is null || turn.Acceptance is not null)
            await RepeatAsync(turn, told, batch, past).ConfigureAwait(false);
        else if (turn.Ask is null && told.News.WhatCase is >= SumNews.WhatOneofCase.Survivors and <= SumNews.WhatOneofCase.Check)
            Keep(turn, told);
        else
            await TakeAsync(turn, told, batch, past).ConfigureAwait(false);
    }

    /// <summary>A step that rests on a state which this node has not reached is answered when it has.</summary>
    private void Keep(SumTurn turn, SumEvent.Told told)
    {
        turn.Keep(told);
        parts.Log.StepWaits(told.Round, told.News.WhatCase);
    }

    private Task TakeAsync(SumTurn turn, SumEvent.Told told, SumBatch batch, CancellationToken past)
    {
        SumNews news = told.News;

        switch (news.WhatCase)
        {
            case SumNews.WhatOneofCase.Inputs:
                return progress.AskedAsync(turn, news.Inputs.ToSigned<InputRequest>(), batch, past);
            case SumNews.WhatOneofCase.Survivors:
                return progress.AgreeAsync(turn, news.Survivors.ToSigned<SurvivorList>(), batch, past);
            case SumNews.WhatOneofCase.Result:
                return progress.CheckAsync(turn, news.Result.ToSigned<SumResult>(), batch, past);
            case SumNews.WhatOneofCase.Check:
                return progress.AcceptAsync(turn, news.Check.ToBody<CheckList>(), batch, past);
            default:
                batch.Add(Answer(turn, news).OrThrow());
                return Task.CompletedTask;
        }
    }

    private static Outcome<SumReply> Answer(SumTurn turn, SumNews news) => news.WhatCase switch
    {
        SumNews.WhatOneofCase.Adverts => turn.Shares!.Deal(news.Adverts.ToSigned<AdvertList>()),
        SumNews.WhatOneofCase.Dealers =>
            turn.Shares!.Hold(news.Dealers.List.ToSigned<DealerList>(), news.Dealers.Shares.ToBody<HeldShares>().Shares),
        SumNews.WhatOneofCase.Complaint => turn.Shares!.Open(news.Complaint.ToSigned<Complaint>()),
        SumNews.WhatOneofCase.Opening => turn.Shares!.Take(news.Opening.ToSigned<Opening>()),
        SumNews.WhatOneofCase.Unmask => turn.Unmask(news.Unmask.ToBody<UnmaskRequest>()),
        // A newer coordinator's step, which this version does not know.
        _ => SumReply.Free(turn.Round),
    };

    /// <summary>Of a sum that was accepted here, nothing but the last word can be missing over there.</summary>
    private async Task RepeatAsync(SumTurn? turn, SumEvent.Told told, SumBatch batch, CancellationToken past)
    {
        bool isLast = told.News.WhatCase == SumNews.WhatOneofCase.Check;
        if (isLast && turn?.Acceptance is { } word)
            batch.Add(word);
        else if (isLast && turn is null && await Promises.FindAsync(told.Round, past).ConfigureAwait(false) is { } spent)
            await RepeatAsync(spent, batch, past).ConfigureAwait(false);
        else if (turn is null)
            parts.Log.StepPassedOver(told.Round, told.News.WhatCase);
    }

    private async Task OpenAsync(RoundId round, SumOpened opened, SumBatch batch, CancellationToken past)
    {
        Refusal? refusal = await progress
            .RefuseAsync(round, opened.State.ToDigest("state"), opened.Ask.ToDigest("ask"), opened.Length, past).ConfigureAwait(false);
        SumTurn? known = turns.Find(round);
        if (known is null && await Promises.FindAsync(round, past).ConfigureAwait(false) is { } spent)
        {
            known = await RepeatAsync(spent, batch, past).ConfigureAwait(false);
            if (known is null)
                return;
        }

        if (refusal is not null)
            throw new RefusedException(refusal);
        if (known is null)
        {
            await turns.LeaveUnmaskedAsync(past).ConfigureAwait(false);
            // Only one attempt is entered in a batch: what an earlier one would have said first is not said.
            if (batch.Open is { } overtaken)
                batch.Refused.Add(overtaken.Round);
            (known, batch.Open) = turns.Enter(round);
        }

        batch.Add(known.Advert);
    }

    /// <summary>An attempt that this node has entered before and does not have in memory.</summary>
    private async Task<SumTurn?> RepeatAsync(SetupRecord spent, SumBatch batch, CancellationToken past)
    {
        if (spent.Status == SetupStatus.Open)
            return await turns.RestoreAsync(spent, past).ConfigureAwait(false);
        if (spent.Status == SetupStatus.Done && await AcceptanceAsync(spent, past).ConfigureAwait(false) is { } word)
            batch.Add(SumReply.Free(spent.Round, word));
        else
            parts.Log.StepPassedOver(spent.Round, SumNews.WhatOneofCase.Opened);
        return null;
    }

    private async Task<Said?> AcceptanceAsync(SetupRecord setup, CancellationToken cancellation)
    {
        IReadOnlyList<StoredPromise> promises = await Promises.ListAsync(setup.Setup, cancellation).ConfigureAwait(false);
        StoredPromise? last = promises.FirstOrDefault(promise => promise is { Stage: (int)Stage.Check, Part: 1 });
        return last?.Answer is { } answer ? Said.Parser.ParseFrom(answer) : null;
    }

    /// <summary>Closes an attempt for good, unless a share of it was opened.</summary>
    private async Task CloseAsync(RoundId round, SignedMessage<CloseRequest> request, SumBatch batch, CancellationToken past)
    {
        SumTerms terms = parts.Rosters.TermsOf(round, study.Plan);
        AttemptClosing closing =
            AttemptClosing.Close(request, terms, parts.Rosters.Self.Id, parts.Site.Key, AttemptPromises.None).OrThrow();
        // The store knows what was answered, whatever this process has seen.
        byte[] kept = (await Promises.KeepClosingAsync(round, closing.Message.ToBytes(), past).ConfigureAwait(false)).OrThrow();
        turns.Forget(round);
        batch.Add(SumReply.Free(round, Words.Of(round, SignedMessage<Closing>.Parse(kept))));
        parts.Log.AttemptClosed(round);
    }

    /// <summary>An attempt that enough members have closed: the lists that were signed in it count no longer.</summary>
    private async Task StrikeAsync(RoundId round, CloseCertificate certificate, CancellationToken past)
    {
        if (!certificate.Closes(round, parts.Rosters.TermsOf(round, study.Plan)))
            throw new RefusedException(RefusalCode.TooFewSignatures, $"what came is no certificate that {round} is closed");
        // No certificate can unmake a sum that was accepted here.
        if (turns.Find(round)?.Acceptance is not null)
            return;
        await parts.Store.Ledger.StrikeAsync(round, past).ConfigureAwait(false);
        turns.Forget(round);
    }

    /// <summary>Takes nobody's word for an offence: the evidence is looked at.</summary>
    private async Task ConvictAsync(Conviction conviction, CancellationToken past)
    {
        SumTerms terms = parts.Rosters.TermsOf(conviction.Round, study.Plan);
        bool isProven = Evidence.VectorOf(conviction) is { } vector
            ? turns.Find(conviction.Round)?.Ask is { } ask
                && Evidence.Proves(conviction, terms, ask, await progress.Fetches.VectorAsync(vector, ask, past).ConfigureAwait(false), SumParts.Threads, past)
            : Evidence.Proves(conviction, terms);
        if (!isProven)
            throw new RefusedException(RefusalCode.SignatureInvalid, $"the evidence against member {conviction.Member} proves nothing");
        // Only a dealer that cannot be recovered may be missing from a list without being a difference.
        if (conviction.Offence is Offence.FalseDeal or Offence.FalseOpening)
            progress.History.Convict(conviction.Member);
        parts.Log.MemberConvicted(conviction.Round, conviction.Member, conviction.Offence);
    }

    private void Take(SignedMessage<Consent> consent)
    {
        Member? member = parts.Rosters.Current.Find(consent.Content.Member);
        if (member is null || !consent.IsSignedBy(member.Key))
            throw new RefusedException(RefusalCode.SignatureInvalid, $"the consent in the name of {consent.Content.Member} is not signed by it");
        progress.History.Add(consent, member.Key);
    }
}

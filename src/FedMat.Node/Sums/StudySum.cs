using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using FedMat.Protocol;
using FedMat.Storage.Node;
using FedMat.Wire;
using FedMat.Wire.V1;
using Grpc.Core;
using Polly;

namespace FedMat.Node;

/// <summary>
/// One study's part in secure sums. Events wait in a queue; what is waiting is answered together: computed, kept in one transaction, said in one
/// call. Nothing is waited for but what the answers need.
/// </summary>
internal sealed class StudySum : IDisposable
{
    private readonly Channel<SumEvent> events = Channel.CreateUnbounded<SumEvent>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource over = new();
    private readonly Plan plan;
    private readonly SumParts parts;
    private readonly SumTurns turns;
    private readonly RoundProgress progress;
    private readonly SumSteps steps;
    private readonly SumSender sender;
    private readonly PromiseKeeper keeper;
    private readonly List<UploadEnd> sent = [];
    private volatile CancellationTokenSource attempt = new();
    private (int Round, int Attempt) newest;

    public StudySum(AcceptedStudy study, SumParts parts)
    {
        this.parts = parts;
        plan = study.Plan;
        Study = study.Id;
        ResiliencePipeline retries = Backoff.Pipeline(
            parts.Time, MayPass, (error, delay) => parts.Log.SumRetries(Study.Short, Reason.Of(error), delay.TotalSeconds));
        turns = new SumTurns(study, parts.Site, parts.Rosters, parts.Store);
        progress = new RoundProgress(study, parts, turns, retries, Offer);
        steps = new SumSteps(study, parts, turns, progress);
        sender = new SumSender(parts, retries, Offer);
        keeper = new PromiseKeeper(parts.Store, parts.Log);
    }

    public StudyId Study { get; }

    /// <summary>Takes up something that happened. A newer attempt ends what is under way for the ones before.</summary>
    public void Offer(SumEvent happened)
    {
        if (happened is SumEvent.Told { News.WhatCase: SumNews.WhatOneofCase.Opened } told
            && (told.Round.Round, told.Round.Attempt).CompareTo(newest) > 0)
        {
            newest = (told.Round.Round, told.Round.Attempt);
            // What hangs on the token runs elsewhere: the news are read on.
            _ = Interlocked.Exchange(ref attempt, new CancellationTokenSource()).CancelAsync();
        }

        events.Writer.TryWrite(happened);
    }

    /// <summary>Answers events until the study ends or the node stops taking part.</summary>
    public async Task RunAsync()
    {
        try
        {
            await steps.RestoreAsync(over.Token).ConfigureAwait(false);
            while (await events.Reader.WaitToReadAsync(over.Token).ConfigureAwait(false))
            {
                SumBatch batch = new();
                while (events.Reader.TryRead(out SumEvent? happened))
                {
                    await TakeAsync(happened, batch).ConfigureAwait(false);
                    foreach (SumEvent.Told kept in turns.TakeKept())
                        await TakeAsync(kept, batch).ConfigureAwait(false);
                }

                await AnswerAsync(batch).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The study is over, or the node stops.
        }
    }

    /// <summary>Nothing more is said.</summary>
    public void Stop()
    {
        over.Cancel();
        attempt.Cancel();
        progress.Stop();
    }

    /// <summary>After <see cref="RunAsync"/>: waits for what is under way and takes down what is known of it.</summary>
    public async Task FinishAsync()
    {
        await Task.WhenAll(sender.Running, progress.Running).ConfigureAwait(false);
        while (events.Reader.TryRead(out SumEvent? left))
        {
            if (left is SumEvent.Sent upload)
                sent.Add(upload.End);
        }

        if (sent.Count > 0)
            await parts.Store.Promises.KeepAsync(new PromiseStep { Sent = sent }, CancellationToken.None).ConfigureAwait(false);
    }

    public void Dispose()
    {
        sender.Dispose();
        progress.Dispose();
        turns.Dispose();
        over.Dispose();
        attempt.Dispose();
    }

    private static bool MayPass(Exception error) => error switch
    {
        RpcException rpc when rpc.ToRefusal() is { } refusal => refusal.Code == RefusalCode.UploadOffset,
        RefusedException refused => refused.Refusal.Code == RefusalCode.TooFewSignatures,
        _ => Backoff.IsTransient(error),
    };

    /// <summary>
    /// When an event need not be answered any longer. A newer attempt ends what leads to a vector in an older one; closings, certificates and the
    /// last stages of a sum are answered whatever was opened meanwhile.
    /// </summary>
    private CancellationToken EndOf(SumEvent happened) =>
        happened is SumEvent.VectorMade or SumEvent.GateChanged or SumEvent.HeldBack or SumEvent.Told { News.WhatCase: SumNews.WhatOneofCase.Opened or SumNews.WhatOneofCase.Inputs }
            ? attempt.Token
            : over.Token;

    private async Task TakeAsync(SumEvent happened, SumBatch batch)
    {
        CancellationToken past = EndOf(happened);
        try
        {
            await turns.LeaveStaleAsync(past).ConfigureAwait(false);
            switch (happened)
            {
                case SumEvent.Told told:
                    await steps.TakeAsync(told, batch, past).ConfigureAwait(false);
                    parts.Log.StepTaken(told.Round, told.News.WhatCase);
                    break;
                case SumEvent.VectorMade made:
                    await progress.TakeAsync(made, batch, past).ConfigureAwait(false);
                    break;
                case SumEvent.GateChanged:
                    await progress.ReconsiderAsync(batch, past).ConfigureAwait(false);
                    break;
                case SumEvent.HeldBack held:
                    await progress.TakeAsync(held, batch, past).ConfigureAwait(false);
                    break;
                case SumEvent.StateFetched fetched:
                    await progress.TakeAsync(fetched, batch, past).ConfigureAwait(false);
                    break;
                case SumEvent.Sent upload:
                    sent.Add(upload.End);
                    break;
                case SumEvent.Expired expired:
                    foreach (RoundId round in expired.Rounds)
                        turns.Forget(round);
                    break;
                case SumEvent.Failed failed:
                    ExceptionDispatchInfo.Throw(failed.Error);
                    break;
            }
        }
        catch (Exception error) when (error is RefusedException or RpcException or OperationCanceledException)
        {
            over.Token.ThrowIfCancellationRequested();
            // A newer attempt has taken this one's place.
            if (past.IsCancellationRequested && error is not RefusedException)
                return;
            SumEvent.Told? step = happened as SumEvent.Told;
            Refuse(step?.News.WhatCase.ToString() ?? "vector", step?.Round ?? new RoundId(Study, newest.Round, newest.Attempt), error);
        }
    }

    /// <summary>A step without an answer: the study goes on with the next one.</summary>
    private void Refuse(string step, RoundId round, Exception error)
    {
        Refusal? refusal = (error as RefusedException)?.Refusal ?? (error as RpcException)?.ToRefusal();
        parts.Log.StepRefused(round, step, refusal?.Number ?? "-", refusal?.Detail ?? error.Message);
    }

    private async Task AnswerAsync(SumBatch batch)
    {
        if (batch.IsBinding)
        {
            batch.Sent.AddRange(sent);
            sent.Clear();
        }

        IReadOnlyList<Said> words = await keeper.KeepAsync(batch, over.Token).ConfigureAwait(false);
        // A vector whose list of survivors is known is there, or comes too late.
        if (batch.Upload is { IsFixed: false, Masked: not null } turn && !batch.Refused.Contains(turn.Round))
        {
            sender.Upload(new VectorUpload(plan, turn, words), attempt.Token, over.Token);
            turn.HasLeft = true;
        }
        else if (words.Count > 0)
        {
            sender.Say(words, over.Token);
        }

        foreach (RoundId refused in batch.Refused)
            turns.Forget(refused);
        try
        {
            await progress.GoOnAsync(over.Token).ConfigureAwait(false);
        }
        catch (RefusedException error)
        {
            Refuse("state", new RoundId(Study, newest.Round, newest.Attempt), error);
        }
    }
}

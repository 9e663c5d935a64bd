using System.Security.Cryptography;
using FedMat.Aggregation;
using FedMat.Protocol;
using FedMat.Storage.Node;
using FedMat.Wire;
using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Polly;

namespace FedMat.Node;

/// <summary>
/// Answers open attempts, one at a time: check, contribute, store, send, keep the receipt. What was stored for an attempt is the
/// only thing that is ever sent for it.
/// </summary>
internal sealed class RoundWorker(
    AttemptQueue queue, StudyDesk desk, CoordinatorLink link, NodeStore store, RosterKeeper rosters, Site site, TimeProvider time, ILogger<RoundWorker> log)
    : BackgroundService
{
    private readonly RandomNumberGenerator random = RandomNumberGenerator.Create();

    // The last state, for another attempt at the same round.
    private ModelState? state;

    public override void Dispose()
    {
        random.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            Turn turn = await queue.TakeAsync(stoppingToken).ConfigureAwait(false);
            try
            {
                await AnswerAsync(turn.Notice, turn.Past).ConfigureAwait(false);
            }
            catch (Exception error) when (turn.Past.IsCancellationRequested && error is OperationCanceledException or RpcException)
            {
                log.RoundLeft(turn.Notice.Round);
            }
            catch (RefusedException error)
            {
                log.RoundRefused(turn.Notice.Round, error.Refusal.Number, error.Refusal.Detail);
            }
            catch (Exception error) when (error is FileNotFoundException or InvalidDataException)
            {
                // The bytes that were promised are gone from this disk: nothing else may be sent for this attempt, the next one is free.
                Refusal lost = new(RefusalCode.StoreUnusable, "the stored contribution is lost; the next attempt is answered anew");
                log.RoundRefused(turn.Notice.Round, lost.Number, lost.Detail);
            }
            catch (RpcException error)
            {
                Refusal? refusal = error.ToRefusal();
                log.RoundRefused(turn.Notice.Round, refusal?.Number ?? error.StatusCode.ToString(), error.Status.Detail);
            }
        }
    }

    private async Task AnswerAsync(AttemptNotice notice, CancellationToken past)
    {
        if (desk.Find(notice.Round.Study) is not { } study)
        {
            log.RoundOfNoStudy(notice.Round);
            return;
        }

        StoredContribution? newest = await store.Contributions.NewestAsync(study.Id, past).ConfigureAwait(false);
        Require(RoundRules.Follows(notice, newest));
        if (newest?.Round != notice.Round)
            newest = await MakeAsync(notice, study, past).ConfigureAwait(false);
        else if (newest.Receipt is not null)
            log.RoundDone(notice.Round);
        else
            log.SendingAgain(notice.Round, newest.Signed.Contribution.Payload.Short);
        if (newest.Receipt is null)
            await SendAsync(newest, past).ConfigureAwait(false);
    }

    /// <summary>Makes and stores a contribution; nothing has left when this ends.</summary>
    private async Task<StoredContribution> MakeAsync(AttemptNotice notice, AcceptedStudy study, CancellationToken past)
    {
        ModelState from = await StateAsync(notice, study, past).ConfigureAwait(false);
        RoundSpec? spec = Ask(study, from);
        Require(RoundRules.Asks(notice, spec, study.Plan.Members.Count));
        log.RoundStarted(notice.Round, spec!.Phase, spec.Length);
        RingVector vector = await TrainAsync(study, from, past).ConfigureAwait(false);
        SignedContribution signed = new Contribution(notice.Round, rosters.Self.Id, from.Hash, spec.Hash, vector.Length, vector.Hash).Sign(site.Key);
        return await store.Contributions.AddAsync(signed, vector.Memory, past).ConfigureAwait(false);
    }

    /// <summary>The first state is a function of the plan: this node knows it without asking.</summary>
    private async Task<ModelState> StateAsync(AttemptNotice notice, AcceptedStudy study, CancellationToken past)
    {
        if (notice.Round.Round == 1)
        {
            state = study.Learner.Start();
            Require(state.Hash == notice.State
                ? null
                : RoundRules.Unexpected($"the plan starts from state {state.Hash.Short}, the coordinator from {notice.State.Short}"));
        }

        if (state?.Hash != notice.State)
        {
            // A short question, such as for errors, may stand before a long state.
            long expectedBytes = Math.Max((long)notice.Length * sizeof(double), state?.Length ?? study.Learner.Start().Length);
            state = await Retries(notice.Round)
                .ExecuteAsync(async token => await link.FetchStateAsync(notice, expectedBytes, token).ConfigureAwait(false), past).ConfigureAwait(false);
        }

        return state;
    }

    /// <summary>On a thread of its own: training keeps a processor busy for long, and no call waits behind it.</summary>
    private Task<RingVector> TrainAsync(AcceptedStudy study, ModelState from, CancellationToken past) =>
        Task.Factory.StartNew(
            () => Quantiser.Encode(study.Learner.Contribute(from, study.Data, past), random),
            past, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private async Task SendAsync(StoredContribution stored, CancellationToken past)
    {
        long began = time.GetTimestamp();
        byte[] payload = store.Contributions.Read(stored);
        Receipt receipt = await Retries(stored.Round)
            .ExecuteAsync(async token => await SendOnceAsync(stored, payload, token).ConfigureAwait(false), past).ConfigureAwait(false);
        if (!receipt.IsSignedBy(rosters.Current.Coordinator.Key))
        {
            log.ReceiptRefused(stored.Round);
            return;
        }

        await store.Contributions.KeepReceiptAsync(receipt, past).ConfigureAwait(false);
        log.Contributed(stored.Round, payload.Length, time.GetElapsedTime(began).TotalSeconds, stored.Signed.Contribution.Payload.Short);
    }

    private async Task<Receipt> SendOnceAsync(StoredContribution stored, byte[] payload, CancellationToken past)
    {
        long sent = 0;
        await store.Contributions.BeginSendAsync(stored.Round, past).ConfigureAwait(false);
        try
        {
            return await link.ContributeAsync(stored, payload, bytes => sent += bytes, past).ConfigureAwait(false);
        }
        finally
        {
            // What left has left, also when the node stops now.
            await store.Contributions.EndSendAsync(stored.Round, sent, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private ResiliencePipeline Retries(RoundId round) => Backoff.Pipeline(
        time,
        error => Backoff.IsTransient(error) && (error as RpcException)?.ToRefusal() is null,
        (error, delay) => log.RoundRetries(round, Reason.Of(error), delay.TotalSeconds));

    /// <summary>A state that came whole may still be none of this plan's: a reason to say no, not to stop the node.</summary>
    private static RoundSpec? Ask(AcceptedStudy study, ModelState from)
    {
        try
        {
            return study.Learner.Ask(from);
        }
        catch (FormatException error)
        {
            throw new RefusedException(RoundRules.Unexpected(error.Message), error);
        }
    }

    private static void Require(Refusal? refusal)
    {
        if (refusal is not null)
            throw new RefusedException(refusal);
    }
}

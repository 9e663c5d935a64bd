using System.Threading.Channels;
using FedMat.Protocol;
using FedMat.Storage.Agreements;
using FedMat.Storage.Node;
using FedMat.Wire;
using FedMat.Wire.V1;
using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Polly;

namespace FedMat.Node;

/// <summary>Sends this node's answers to the coordinator, each until it is taken.</summary>
internal sealed class AnswerSender(CoordinatorLink link, NodeStore store, AgreementStore agreement, TimeProvider time, ILogger<AnswerSender> log) : BackgroundService
{
    private readonly Channel<bool> wakes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    // What the coordinator will not have: not said again before the next start.
    private readonly HashSet<(StudyId Study, int Number)> unwanted = [];

    /// <summary>There may be something to send.</summary>
    public void Wake() => wakes.Writer.TryWrite(true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        ResiliencePipeline retries = Backoff.Pipeline(
            time, Backoff.IsTransient, (error, delay) => log.AnswerWaits(Reason.Of(error), delay.TotalSeconds));
        Wake();
        while (await wakes.Reader.WaitToReadAsync(stoppingToken).ConfigureAwait(false))
        {
            wakes.Reader.TryRead(out _);
            foreach (Signed<StudyConsent> answer in await agreement.UntakenAsync(stoppingToken).ConfigureAwait(false))
                await SendAsync(answer, retries, stoppingToken).ConfigureAwait(false);
        }
    }

    private async Task SendAsync(Signed<StudyConsent> answer, ResiliencePipeline retries, CancellationToken stopping)
    {
        StudyConsent content = answer.Content;
        if (unwanted.Contains((content.Study, content.Number)))
            return;
        try
        {
            AnswerRequest request = new() { Consent = answer.ToBytes() };
            await store.Egress.NoteAsync(NewEgress.Of(EgressKind.Answer, content.Study, request.Consent.Span), stopping).ConfigureAwait(false);
            await retries.ExecuteAsync(
                async token => await link.Calls.AnswerAsync(request, link.ForWords(token)).ConfigureAwait(false), stopping).ConfigureAwait(false);
            await agreement.NoteTakenAsync(content.Study, content.Number, stopping).ConfigureAwait(false);
            log.AnswerTaken(content.Study.Short, content.Answer);
        }
        catch (RpcException error) when (!stopping.IsCancellationRequested)
        {
            unwanted.Add((content.Study, content.Number));
            log.AnswerRefused(content.Study.Short, content.Answer, Reason.Of(error));
        }
    }
}

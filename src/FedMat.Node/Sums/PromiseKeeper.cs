using System.Runtime.InteropServices;
using System.Security.Cryptography;
using FedMat.Protocol;
using FedMat.Storage.Node;
using FedMat.Wire.V1;
using Microsoft.Extensions.Logging;

namespace FedMat.Node;

/// <summary>Keeps what a batch binds this node to, and writes down what leaves, before any of it is said.</summary>
internal sealed class PromiseKeeper(NodeStore store, ILogger log)
{
    /// <summary>Keeps a batch in one transaction. Where a part of it is refused, the rest is kept by itself.</summary>
    /// <returns>The words as they were kept, now or before a restart.</returns>
    public async Task<IReadOnlyList<Said>> KeepAsync(SumBatch batch, CancellationToken cancellation)
    {
        SumReply[] bound = [.. batch.Replies.Where(reply => reply.Promise is not null)];
        Dictionary<SumReply, byte[]> kept = [];
        bool isNoted = false;
        if (batch.IsBinding)
        {
            PromiseStep step = batch.ToStep() with { Leaving = answers => Lines(Said(batch, Pair(bound, answers))) };
            Outcome<byte[][]> answers = await store.Promises.KeepAsync(step, cancellation).ConfigureAwait(false);
            if (answers.IsGiven)
                (kept, isNoted) = (Pair(bound, answers.Value), true);
            else
                await KeepEachAsync(batch, bound, kept, cancellation).ConfigureAwait(false);
        }

        Forget(batch.Open);
        RefuseOtherVectors(batch, kept);
        IReadOnlyList<Said> words = Said(batch, kept);
        if (!isNoted && words.Count > 0)
            await store.Egress.NoteWordsAsync(Lines(words), cancellation).ConfigureAwait(false);
        return words;
    }

    private static Dictionary<SumReply, byte[]> Pair(SumReply[] bound, IReadOnlyList<byte[]> answers) =>
        bound.Zip(answers).ToDictionary(pair => pair.First, pair => pair.Second);

    private static List<NewEgress> Lines(IReadOnlyList<Said> words) => [.. words.Select(Words.ToLine)];

    private static IReadOnlyList<Said> Said(SumBatch batch, Dictionary<SumReply, byte[]> kept) =>
        [.. batch.Replies.Where(reply => !reply.IsFirst || !batch.Refused.Contains(reply.Round)).SelectMany(reply => Said(reply, kept))];

    private static IReadOnlyList<Said> Said(SumReply reply, Dictionary<SumReply, byte[]> kept)
    {
        if (reply.Promise is null)
            return reply.Words;
        return kept.TryGetValue(reply, out byte[]? answer) ? reply.Kept(answer) : [];
    }

    /// <summary>Under the masks of one session one vector leaves, ever: another one, made anew after a restart, would differ from it by what it is.</summary>
    private void RefuseOtherVectors(SumBatch batch, Dictionary<SumReply, byte[]> kept)
    {
        foreach ((SumReply reply, byte[] answer) in kept)
        {
            if (reply.Promise!.Stage != (int)Stage.Mask || reply.Promise.Answer.Span.SequenceEqual(answer))
                continue;
            Refusal refusal = new(RefusalCode.RequestDiffers, "another vector was masked in this session before; nothing more of it is sent");
            log.StepRefused(reply.Round, "vector", refusal.Number, refusal.Detail);
            batch.Refused.Add(reply.Round);
        }
    }

    /// <summary>The copy of the secrets that was made for the store.</summary>
    private static void Forget(NewSetup? opened)
    {
        if (opened is not null && MemoryMarshal.TryGetArray(opened.Secrets, out ArraySegment<byte> secrets))
            CryptographicOperations.ZeroMemory(secrets);
    }

    private async Task KeepEachAsync(SumBatch batch, SumReply[] bound, Dictionary<SumReply, byte[]> kept, CancellationToken cancellation)
    {
        if (batch.Open is { } open)
            await TryAsync(batch, open.Round, new PromiseStep { Open = open, Sent = batch.Sent }, cancellation).ConfigureAwait(false);
        foreach (SumReply reply in bound)
        {
            // After a step that was refused, the states in memory are not those of what was promised.
            if (batch.Refused.Contains(reply.Round))
                continue;
            PromiseStep step = new()
            {
                Promises = [reply.Promise!],
                Upload = batch.Upload?.Round == reply.Round ? batch.Upload.Line : null,
            };
            // An attempt is done with the word that says so, or not at all.
            if (batch.Accepted is { } done && ReferenceEquals(done.Turn.Acceptance, reply))
                step = step with { End = new SetupEnd(done.Turn.Setup, SetupStatus.Done), Erase = done.Contribution };
            if (await TryAsync(batch, reply.Round, step, cancellation).ConfigureAwait(false) is { } answers)
                kept.Add(reply, answers[0]);
        }

        if (batch.Open is null)
            await store.Promises.KeepAsync(new PromiseStep { Sent = batch.Sent }, cancellation).ConfigureAwait(false);
    }

    private async Task<byte[][]?> TryAsync(SumBatch batch, RoundId round, PromiseStep step, CancellationToken cancellation)
    {
        Outcome<byte[][]> outcome = await store.Promises.KeepAsync(step, cancellation).ConfigureAwait(false);
        if (outcome.IsGiven)
            return outcome.Value;
        log.StepRefused(round, "promise", outcome.Refusal.Number, outcome.Refusal.Detail);
        batch.Refused.Add(round);
        return null;
    }
}

using FedMat.Protocol;
using FedMat.Storage.Node;
using FedMat.Wire;
using FedMat.Wire.V1;
using Google.Protobuf;
using Grpc.Core;
using Polly;

namespace FedMat.Node;

/// <summary>
/// Says words and sends vectors in the background, so that the next step never waits for an answer. What fails on the way is tried again until it
/// is past; a vector goes on where it broke off, as long as the checks of this node let it go.
/// </summary>
internal sealed class SumSender(SumParts parts, ResiliencePipeline retries, Action<SumEvent> offer) : IDisposable
{
    private CancellationTokenSource? sending;

    /// <summary>What is under way; it ends without a failure.</summary>
    public Task Running { get; private set; } = Task.CompletedTask;

    /// <param name="words">At least one.</param>
    /// <param name="past">Cancelled when nobody wants to hear them any longer.</param>
    public void Say(IReadOnlyList<Said> words, CancellationToken past) => Track(GuardAsync(SayAsync(words, past), past));

    /// <summary>Sends a vector; a sending of before, which was asked for again, is given up for it.</summary>
    /// <param name="upload">What was kept.</param>
    /// <param name="past">Cancelled when the attempt is past.</param>
    /// <param name="ended">Cancelled when the study is: the words outlive the attempt.</param>
    public void Upload(VectorUpload upload, CancellationToken past, CancellationToken ended)
    {
        sending?.Cancel();
        sending = CancellationTokenSource.CreateLinkedTokenSource(past);
        Track(GuardAsync(UploadAsync(upload, sending.Token, past, ended), ended));
    }

    public void Dispose() => sending?.Dispose();

    private void Track(Task task) => Running = Running.IsCompleted ? task : Task.WhenAll(Running, task);

    private async Task GuardAsync(Task task, CancellationToken past)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (Exception error) when (past.IsCancellationRequested && error is OperationCanceledException or RpcException)
        {
            // Nobody wants to hear it any longer.
        }
        catch (Exception error)
        {
            offer(new SumEvent.Failed(error));
        }
    }

    private async Task SayAsync(IReadOnlyList<Said> words, CancellationToken past)
    {
        SayRequest request = new();
        request.Said.AddRange(words);
        try
        {
            await retries.ExecuteAsync(async token => await parts.Link.SayAsync(request, token).ConfigureAwait(false), past).ConfigureAwait(false);
        }
        catch (RpcException error) when (!past.IsCancellationRequested)
        {
            if (words.Count == 1)
                parts.Log.WordRefused(words[0].Key.ToNoun(), words[0].WhatCase, Reason.Of(error));
            else
                await SayEachAsync(words, past).ConfigureAwait(false);
        }
    }

    /// <summary>A word that is refused keeps those behind it from being taken.</summary>
    private async Task SayEachAsync(IReadOnlyList<Said> words, CancellationToken past)
    {
        foreach (Said word in words)
            await SayAsync([word], past).ConfigureAwait(false);
    }

    private async Task UploadAsync(VectorUpload upload, CancellationToken givenUp, CancellationToken past, CancellationToken ended)
    {
        long began = parts.Time.GetTimestamp();
        try
        {
            await retries.ExecuteAsync(async token => await UploadOnceAsync(upload, token).ConfigureAwait(false), givenUp).ConfigureAwait(false);
            parts.Log.Contributed(upload.Round, upload.Vector.Memory.Length, parts.Time.GetElapsedTime(began).TotalSeconds, upload.Payload.Short);
        }
        catch (RpcException error) when (!givenUp.IsCancellationRequested)
        {
            parts.Log.RoundRefused(upload.Round, error.ToRefusal()?.Number ?? error.StatusCode.ToString(), error.Status.Detail);
            await SayEachAsync(upload.Words, ended).ConfigureAwait(false);
        }
        catch (RefusedException) when (!givenUp.IsCancellationRequested)
        {
            offer(new SumEvent.HeldBack(upload.Round));
            await SayEachAsync(upload.Words, ended).ConfigureAwait(false);
        }
        catch (Exception error) when (givenUp.IsCancellationRequested && error is OperationCanceledException or RpcException or RefusedException)
        {
            if (!past.IsCancellationRequested)
                return;
            parts.Log.RoundLeft(upload.Round);
            await SayEachAsync(upload.Words, ended).ConfigureAwait(false);
        }
    }

    /// <exception cref="RefusedException">A check of this node holds the vector back: tries go on for longer than a consent or a roster may.</exception>
    private async Task UploadOnceAsync(VectorUpload upload, CancellationToken givenUp)
    {
        if (await parts.RefuseAsync(upload.Contribution, givenUp).ConfigureAwait(false) is { } refusal)
            throw new RefusedException(refusal);
        long offset = upload.IsBegun ? await parts.Link.FindUploadAsync(upload.Round, upload.Payload, givenUp).ConfigureAwait(false) : 0;
        upload.IsBegun = true;
        UploadHeader header = new() { Key = upload.Round.ToMessage(), Input = upload.Input.ToByteString(), Offset = offset };
        header.Said.AddRange(upload.Words);
        long sent = 0;
        SignedMessage<InputReceipt>? receipt = null;
        Roster roster = parts.Rosters.Current;
        try
        {
            ByteString reply = await parts.Link.UploadAsync(header, upload.Vector.Memory, bytes => sent += bytes, givenUp).ConfigureAwait(false);
            roster = parts.Rosters.Current;
            receipt = upload.Receipt(reply, roster.Coordinator.Key);
            if (receipt is null)
                parts.Log.ReceiptRefused(upload.Round);
        }
        finally
        {
            // What left has left, whatever became of it.
            offer(new SumEvent.Sent(new UploadEnd(upload.Round, sent, receipt, receipt is null ? 0 : roster.Number)));
        }
    }
}

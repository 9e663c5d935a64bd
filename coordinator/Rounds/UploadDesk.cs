using FedMat.Coordinator.Hosting;
using FedMat.Coordinator.Studies;
using FedMat.Coordinator.Sums;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;
using FedMat.Wire;
using FedMat.Wire.V1;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace FedMat.Coordinator.Rounds;

/// <summary>
/// Takes masked vectors in: the signed description is checked before the first byte, length and hash while and after the vector streams to the disk. Where
/// a call breaks off, the next one goes on.
/// </summary>
internal sealed class UploadDesk(WordDesk words, TimeProvider time, ILogger<UploadDesk> log)
{
    private static readonly TimeSpan HeaderWithin = TimeSpan.FromSeconds(30);

    /// <summary>Takes a vector and the words that go with it. Where a word is refused, so is the call, but the vector is taken.</summary>
    /// <exception cref="RefusedException">FM107, FM209, FM301 to FM305, FM308, FM309, FM328, or what a stage says to a word.</exception>
    public async Task<SignedMessage<InputReceipt>> TakeAsync(Member caller, IAsyncStreamReader<UploadPart> parts, CancellationToken cancellation)
    {
        UploadHeader header = await ReadHeaderAsync(parts, cancellation).ConfigureAwait(false);
        RoundId round = header.Key.ToNoun();
        Word word = Word.Of(SumWordKind.Input, header.Input);
        WordDesk.RequireOwn(caller, word.Speaker);
        StudyRun run = words.RunOf(caller, round.Study);
        RefusedException? refused = await SayAsync(caller, header.Said, cancellation).ConfigureAwait(false);
        SignedMessage<MaskedInput> input = (SignedMessage<MaskedInput>)word.Message;
        (SignedMessage<InputReceipt>? receipt, SumAttempt? attempt) =
            await run.ChangeAsync(sums => (sums.Admit(round, input), sums.AttemptOf(round)), (null, null), cancellation).ConfigureAwait(false);
        if (attempt is null)
            throw Late();
        if (receipt is null)
        {
            await StoreAsync(parts, attempt, input.Content, header.Offset, cancellation).ConfigureAwait(false);
            receipt = await run.ChangeAsync(sums => sums.TakeInput(round, word), null, CancellationToken.None).ConfigureAwait(false) ?? throw Late();
            Log.Contributed(log, round, caller.Name, attempt.Question!.Value.Ask.Bytes);
        }

        return refused is null ? receipt : throw refused;
    }

    /// <summary>How many bytes of a vector are here. A call that brings more of them ends.</summary>
    /// <exception cref="RefusedException">FM209, FM302, FM304 or FM309.</exception>
    public async Task<long> FindAsync(Member caller, RoundId round, Digest payload, CancellationToken cancellation)
    {
        StudyRun run = words.RunOf(caller, round.Study);
        SumAttempt attempt = await run.AskAsync(sums => sums.AttemptOf(round), null, cancellation).ConfigureAwait(false) ?? throw Late();
        VectorKey vector = attempt.Files.KeyOf(caller.Id, payload);
        using UploadSlot? slot = await attempt.Files.Uploads.EnterAsync(vector, cancellation).ConfigureAwait(false);
        if (slot is not null)
            return slot.Length;
        return attempt.Files.Vectors.Has(vector) ? attempt.Files.Vectors.Length(vector) : 0;
    }

    private static RefusedException Late() => new(AttemptInputs.Late);

    /// <summary>The call came too late, or a newer one has taken its place.</summary>
    private static Exception Past(SumAttempt attempt) => attempt.Files.Uploads.IsEnded
        ? Late()
        : new RpcException(new Status(StatusCode.Aborted, "a newer call of this member goes on with the vector"));

    private async Task<UploadHeader> ReadHeaderAsync(IAsyncStreamReader<UploadPart> parts, CancellationToken cancellation)
    {
        using CancellationTokenSource soon = new(HeaderWithin, time);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellation, soon.Token);
        try
        {
            if (await parts.MoveNext(end.Token).ConfigureAwait(false) && parts.Current.PartCase == UploadPart.PartOneofCase.Header)
                return parts.Current.Header;
        }
        catch (Exception) when (soon.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.DeadlineExceeded, "an upload began without its header"));
        }

        throw new RefusedException(RefusalCode.Malformed, "an upload starts with its header");
    }

    private async Task<RefusedException?> SayAsync(Member caller, IReadOnlyList<Said> said, CancellationToken cancellation)
    {
        try
        {
            await words.TakeAsync(caller, said, cancellation).ConfigureAwait(false);
            return null;
        }
        catch (RefusedException refused)
        {
            return refused;
        }
    }

    /// <summary>Brings a vector to the disk, whole.</summary>
    private static async Task StoreAsync(
        IAsyncStreamReader<UploadPart> parts, SumAttempt attempt, MaskedInput input, long offset, CancellationToken cancellation)
    {
        VectorKey vector = attempt.Files.KeyOf(input);
        using UploadSlot slot = await attempt.Files.Uploads.EnterAsync(vector, cancellation).ConfigureAwait(false) ?? throw Past(attempt);
        if (offset != slot.Length)
            throw new RefusedException(RefusalCode.UploadOffset, $"{slot.Length} bytes of this vector are here, so it goes on there and not at {offset}");
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellation, slot.Past);
        try
        {
            await FillAsync(parts, slot, attempt.Question!.Value.Ask.Bytes, end.Token).ConfigureAwait(false);
            if (!slot.Keep())
                throw new RefusedException(RefusalCode.ContributionPayload, "the bytes that arrived are not those that were signed; send them again");
        }
        catch (Exception error) when (error is DirectoryNotFoundException || (slot.Past.IsCancellationRequested && !cancellation.IsCancellationRequested))
        {
            throw Past(attempt);
        }
    }

    private static async Task FillAsync(IAsyncStreamReader<UploadPart> parts, UploadSlot slot, long bytes, CancellationToken end)
    {
        while (slot.Length < bytes && await parts.MoveNext(end).ConfigureAwait(false))
        {
            if (parts.Current.PartCase != UploadPart.PartOneofCase.Data || parts.Current.Data.IsEmpty)
                throw new RefusedException(RefusalCode.Malformed, "after its header an upload has nothing but bytes");
            ReadOnlyMemory<byte> data = parts.Current.Data.Memory;
            if (slot.Length + data.Length > bytes)
                throw Wrong(slot, $"more than the {bytes} bytes that the round asks for");
            await slot.WriteAsync(data, end).ConfigureAwait(false);
        }

        if (slot.Length != bytes)
            throw Wrong(slot, $"{slot.Length} bytes; the round asks for {bytes}");
    }

    private static RefusedException Wrong(UploadSlot slot, string detail)
    {
        slot.Forget();
        return new RefusedException(RefusalCode.ContributionLength, detail);
    }
}

using FedMat.Coordinator.Hosting;
using FedMat.Coordinator.Studies;
using FedMat.Protocol;
using FedMat.Storage;
using FedMat.Storage.Coordinator;
using FedMat.Wire;
using FedMat.Wire.V1;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace FedMat.Coordinator.Rounds;

/// <summary>
/// Takes contributions in: the signed description is checked before the first byte of the vector, length and hash while and after it
/// streams to the disk. A contribution that is already there is answered with its receipt.
/// </summary>
internal sealed class ContributionDesk(RoundDriver driver, CoordinatorStore store, TimeProvider time, ILogger<ContributionDesk> log)
{
    /// <exception cref="RefusedException">FM107, FM209, FM301 to FM309.</exception>
    public async Task<Receipt> TakeAsync(Member caller, IAsyncStreamReader<ContributePart> parts, CancellationToken cancellation)
    {
        SignedContribution signed = await ReadHeaderAsync(parts, cancellation).ConfigureAwait(false);
        Contribution contribution = signed.Contribution;
        if (contribution.Member != caller.Id)
            throw new RefusedException(RefusalCode.ContributionForeign, $"'{caller.Name}' may contribute in its own name only");
        StudyRun run = driver.Find(contribution.Round.Study);
        ContributionRecord? earlier = await store.ContributionAsync(contribution.Round, caller.Id, cancellation).ConfigureAwait(false);
        if (earlier is not null && earlier.Signed.Contribution == contribution && signed.IsSignedBy(caller.Key))
            return await RepeatAsync(earlier, parts, cancellation).ConfigureAwait(false);
        (RoundSpec spec, DateTimeOffset until) = await run.CheckAsync(signed, cancellation).ConfigureAwait(false);
        using BlobSpool spool = store.Spool();
        await SpoolAsync(parts, spool, spec, until, cancellation).ConfigureAwait(false);
        if (spool.Finish() != contribution.Payload)
            throw new RefusedException(RefusalCode.ContributionPayload, "the bytes that arrived are not those that were signed; send them again");
        Receipt receipt = await run.TakeAsync(signed, spool).ConfigureAwait(false);
        Log.Contributed(log, contribution.Round, caller.Name, spool.Length);
        return receipt;
    }

    private static async Task<SignedContribution> ReadHeaderAsync(IAsyncStreamReader<ContributePart> parts, CancellationToken cancellation)
    {
        if (!await parts.MoveNext(cancellation).ConfigureAwait(false) || parts.Current.PartCase != ContributePart.PartOneofCase.Header)
            throw new RefusedException(RefusalCode.Malformed, "a contribution starts with its header");
        return parts.Current.Header.ToNoun();
    }

    /// <summary>The bytes were here before: they are read past, so that the caller finishes its call as at the first time.</summary>
    private static async Task<Receipt> RepeatAsync(ContributionRecord earlier, IAsyncStreamReader<ContributePart> parts, CancellationToken cancellation)
    {
        long most = 8L * earlier.Signed.Contribution.Length;
        while (await parts.MoveNext(cancellation).ConfigureAwait(false))
        {
            most -= Data(parts.Current).Length;
            if (most < 0)
                throw new RefusedException(RefusalCode.ContributionLength, "more bytes than the round asks for");
        }

        return earlier.Receipt;
    }

    private async Task SpoolAsync(IAsyncStreamReader<ContributePart> parts, BlobSpool spool, RoundSpec spec, DateTimeOffset until, CancellationToken cancellation)
    {
        TimeSpan left = until - time.GetUtcNow();
        using CancellationTokenSource closing = new(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellation, closing.Token);
        try
        {
            while (await parts.MoveNext(end.Token).ConfigureAwait(false))
            {
                ReadOnlyMemory<byte> data = Data(parts.Current).Memory;
                if (spool.Length + data.Length > spec.Bytes)
                    throw new RefusedException(RefusalCode.ContributionLength, $"more than the {spec.Bytes} bytes that the round asks for");
                await spool.WriteAsync(data, end.Token).ConfigureAwait(false);
            }
        }
        catch (Exception) when (closing.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new RefusedException(RefusalCode.ContributionLate, "the attempt was closed while the bytes came in; the next round takes the member in again");
        }

        if (spool.Length != spec.Bytes)
            throw new RefusedException(RefusalCode.ContributionLength, $"{spool.Length} bytes; the round asks for {spec.Bytes}");
    }

    private static Google.Protobuf.ByteString Data(ContributePart part) =>
        part.PartCase == ContributePart.PartOneofCase.Data && !part.Data.IsEmpty
            ? part.Data
            : throw new RefusedException(RefusalCode.Malformed, "after its header a contribution has nothing but bytes");
}

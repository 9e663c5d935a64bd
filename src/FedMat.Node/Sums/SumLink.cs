using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;
using Google.Protobuf;
using Grpc.Core;

namespace FedMat.Node;

/// <summary>
/// What is said and sent, asked and fetched in secure sums; each call once. Every call can be repeated: words are taken once, and vectors go
/// on where they broke off.
/// </summary>
internal sealed class SumLink(CoordinatorLink link)
{
    /// <summary>Says words, taken in their order.</summary>
    public async Task SayAsync(SayRequest request, CancellationToken cancellation) =>
        await link.Calls.SayAsync(request, link.ForWords(cancellation)).ConfigureAwait(false);

    /// <summary>How many bytes of a vector a broken upload has left there.</summary>
    /// <param name="round">The attempt.</param>
    /// <param name="payload">The vector's digest.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<long> FindUploadAsync(RoundId round, Digest payload, CancellationToken cancellation)
    {
        FindUploadRequest request = new() { Key = round.ToMessage(), Payload = payload.ToBytes() };
        return (await link.Calls.FindUploadAsync(request, link.ForWords(cancellation)).ConfigureAwait(false)).Offset;
    }

    /// <summary>Sends a masked vector from an offset on.</summary>
    /// <param name="header">Describes the vector and says where it goes on.</param>
    /// <param name="vector">All of it.</param>
    /// <param name="sent">Told of every chunk that left.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>The receipt; whether it is one is the caller's question.</returns>
    public async Task<ByteString> UploadAsync(
        UploadHeader header, ReadOnlyMemory<byte> vector, Action<int> sent, CancellationToken cancellation)
    {
        ReadOnlyMemory<byte> rest = vector[(int)Math.Clamp(header.Offset, 0, vector.Length)..];
        using AsyncClientStreamingCall<UploadPart, UploadReply> call = link.Calls.Upload(link.ForBytes(rest.Length, cancellation));
        try
        {
            await call.RequestStream.WriteAsync(new UploadPart { Header = header }, cancellation).ConfigureAwait(false);
            foreach (ReadOnlyMemory<byte> chunk in WireLimits.Chunks(rest))
            {
                await call.RequestStream.WriteAsync(new UploadPart { Data = UnsafeByteOperations.UnsafeWrap(chunk) }, cancellation).ConfigureAwait(false);
                sent(chunk.Length);
            }

            await call.RequestStream.CompleteAsync().ConfigureAwait(false);
        }
        catch (Exception error) when (error is RpcException or InvalidOperationException or IOException)
        {
            // The server may answer before it has read everything; its answer says what became of it.
        }

        return (await call.ResponseAsync.ConfigureAwait(false)).Receipt;
    }

    /// <summary>Fetches bytes by their hash, from where the download stands to its end.</summary>
    public async Task FetchAsync(Download download, CancellationToken cancellation)
    {
        FetchRequest request = new() { Study = download.Study.ToBytes(), Hash = download.Hash.ToBytes(), Offset = download.Offset };
        using AsyncServerStreamingCall<Chunk> call = link.Calls.Fetch(request, link.ForBytes(download.Expected, cancellation));
        await foreach (Chunk chunk in call.ResponseStream.ReadAllAsync(cancellation).ConfigureAwait(false))
            download.Take(chunk.Data.Span);
    }

    /// <summary>Who accepted a model state.</summary>
    public async Task<IReadOnlyList<SignedMessage<Acceptance>>> FetchProofAsync(StudyId study, Digest state, CancellationToken cancellation)
    {
        FetchProofRequest request = new() { Study = study.ToBytes(), State = state.ToBytes() };
        FetchProofReply reply = await link.Calls.FetchProofAsync(request, link.ForWords(cancellation)).ConfigureAwait(false);
        return [.. reply.Acceptances.Select(acceptance => acceptance.ToSigned<Acceptance>())];
    }
}

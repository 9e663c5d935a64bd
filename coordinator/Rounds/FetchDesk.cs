using System.Buffers;
using FedMat.Coordinator.Studies;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;
using FedMat.Wire;
using FedMat.Wire.V1;
using Google.Protobuf;
using Grpc.Core;

namespace FedMat.Coordinator.Rounds;

/// <summary>Hands out what members fetch by its hash, from the disk and a chunk at a time: model states, sums, the vectors of silent members.</summary>
internal sealed class FetchDesk(WordDesk words, CoordinatorStore store)
{
    /// <exception cref="RefusedException">FM107, FM209, FM302 or FM309.</exception>
    public async Task SendAsync(Member caller, FetchRequest request, IServerStreamWriter<Chunk> stream, CancellationToken cancellation)
    {
        Digest hash = request.Hash.ToDigest("hash");
        StudyRun run = words.RunOf(caller, request.Study.ToStudy());
        FileStream file = await OpenAsync(run, hash, cancellation).ConfigureAwait(false);
        await using (file.ConfigureAwait(false))
        {
            if (request.Offset < 0 || request.Offset > file.Length)
                throw new RefusedException(RefusalCode.Malformed, $"'offset' is {request.Offset}; there are {file.Length} bytes");
            file.Position = request.Offset;
            await SendAsync(file, stream, cancellation).ConfigureAwait(false);
        }
    }

    /// <exception cref="RefusedException">FM107, FM209, FM302 or FM309.</exception>
    public async Task<FetchProofReply> ProveAsync(Member caller, FetchProofRequest request, CancellationToken cancellation)
    {
        Digest state = request.State.ToDigest("state");
        StudyRun run = words.RunOf(caller, request.Study.ToStudy());
        IReadOnlyList<SignedMessage<Acceptance>> acceptances =
            await run.AskAsync(sums => sums.ProofOf(state), null, cancellation).ConfigureAwait(false) ?? throw Unknown(run, state);
        FetchProofReply reply = new();
        reply.Acceptances.AddRange(acceptances.Select(acceptance => acceptance.ToByteString()));
        return reply;
    }

    private static RefusedException Unknown(StudyRun run, Digest hash) =>
        new(RefusalCode.RoundUnknown, $"no sum of study {run.Id.Short} that is under way needs {hash.Short}; wait for the next one");

    private static async Task SendAsync(FileStream file, IServerStreamWriter<Chunk> stream, CancellationToken cancellation)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(WireLimits.ChunkBytes);
        try
        {
            Memory<byte> chunk = buffer.AsMemory(0, WireLimits.ChunkBytes);
            // A message is serialised before its writing ends, so the buffer can be filled again.
            for (int read; (read = await file.ReadAtLeastAsync(chunk, chunk.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false)) > 0;)
                await stream.WriteAsync(new Chunk { Data = UnsafeByteOperations.UnsafeWrap(chunk[..read]) }, cancellation).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task<FileStream> OpenAsync(StudyRun run, Digest hash, CancellationToken cancellation)
    {
        (bool isState, VectorKey? vector) =
            await run.AskAsync(sums => (sums.HasState(hash), sums.FindVector(hash)), (false, null), cancellation).ConfigureAwait(false);
        try
        {
            if (isState)
                return store.Open(hash);
            if (vector is { } key)
                return store.Vectors.Open(key);
        }
        catch (IOException error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            // The study went on between the question and the opening.
        }

        throw Unknown(run, hash);
    }
}

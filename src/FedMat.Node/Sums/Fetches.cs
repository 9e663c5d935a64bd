using FedMat.Crypto;
using FedMat.Protocol;
using Polly;

namespace FedMat.Node;

/// <summary>What a study fetches from the coordinator by its hash, however long it takes: a lost connection goes on where it broke off.</summary>
internal sealed class Fetches(AcceptedStudy study, SumParts parts, ResiliencePipeline retries)
{
    private const int MostStateBytes = 1 << 30;

    /// <summary>A vector of a sum. Whether the bytes have its hash is the caller's question.</summary>
    /// <exception cref="RefusedException">FM324: fewer bytes came than the vector has.</exception>
    public async Task<RingVector> VectorAsync(Digest hash, RoundSpec ask, CancellationToken cancellation)
    {
        Download download = Download.Exactly(study.Id, hash, checked((int)ask.Bytes));
        await RunAsync(download, cancellation).ConfigureAwait(false);
        return download.Offset == ask.Bytes
            ? new RingVector(ask.Ring, download.Whole())
            : throw new RefusedException(RefusalCode.SumNotChecked, $"{download.Offset} bytes came as vector {hash.Short}, not {ask.Bytes}");
    }

    /// <summary>A model state.</summary>
    /// <exception cref="RefusedException">FM310: what came is another state.</exception>
    public async Task<ModelState> StateAsync(Digest hash, CancellationToken cancellation)
    {
        Download download = Download.About(study.Id, hash, study.Learner.Start().Length, MostStateBytes);
        await RunAsync(download, cancellation).ConfigureAwait(false);
        ModelState state = new(download.Whole());
        return state.Hash == hash
            ? state
            : throw new RefusedException(RefusalCode.RoundUnexpected, $"the coordinator sent model state {state.Hash.Short} for {hash.Short}");
    }

    private async Task RunAsync(Download download, CancellationToken cancellation) =>
        await retries.ExecuteAsync(async token => await parts.Link.FetchAsync(download, token).ConfigureAwait(false), cancellation).ConfigureAwait(false);
}

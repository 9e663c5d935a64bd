using System.Diagnostics;
using System.Runtime.InteropServices;
using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>
/// The secrets of an attempt that is being opened, and what they are for: taking the masks off the sum of all masked vectors. What is left of
/// them are the survivors' self masks and the masks that survivors share with lost members.
/// </summary>
public sealed class SumRecovery
{
    /// <summary>About so many keys at a time are derived and then applied together: memory stays bounded, and progress shows.</summary>
    private const int BatchTerms = 4096;

    private readonly SessionSurvivors survivors;

    internal SumRecovery(SessionSurvivors survivors, IReadOnlyList<RevealedSecret> secrets)
    {
        this.survivors = survivors;
        SelfMasks = [.. secrets.Where(secret => survivors.Roll.Contains(secret.Member))];
        Lost = [.. secrets.Where(secret => !survivors.Roll.Contains(secret.Member))];
    }

    /// <summary>b of every survivor, in the order of U3.</summary>
    public IReadOnlyList<RevealedSecret> SelfMasks { get; }

    /// <summary>s of every lost member of U2, in the order of U2.</summary>
    public IReadOnlyList<RevealedSecret> Lost { get; }

    /// <summary>Takes the masks off, in place.</summary>
    /// <param name="runningSum">The sum of y of all of U3; becomes S, which <see cref="SumRange"/> then bounds.</param>
    /// <param name="threads">How many threads may work at once.</param>
    /// <param name="progress">Told the part that is done, up to 1.</param>
    /// <param name="cancellation">Ends the work early; the sum is spoilt then.</param>
    /// <exception cref="ArgumentException">The sum is not of the round's ring and length.</exception>
    public void Unmask(RingVector runningSum, int threads, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        survivors.RequireFitting(runningSum);
        double all = SelfMasks.Count * (1.0 + Lost.Count);
        long done = 0;
        foreach (IReadOnlyList<MaskTerm> terms in Batches(threads, cancellation))
        {
            MaskStream.Add(MemoryMarshal.AsMemory(runningSum.Memory), (int)runningSum.Ring, terms, threads, cancellation);
            SumKeys.Erase(terms);
            done += terms.Count;
            progress?.Report(done / all);
        }
    }

    /// <summary>Stage 5: claims the sum.</summary>
    /// <param name="sum">S. It must not change any more.</param>
    /// <param name="threads">How many threads may work at once.</param>
    /// <exception cref="ArgumentException">The sum is not of the round's ring and length.</exception>
    public CheckStage Check(RingVector sum, int threads)
    {
        survivors.RequireFitting(sum);
        return new CheckStage(survivors, this, sum, threads);
    }

    private IEnumerable<IReadOnlyList<MaskTerm>> Batches(int threads, CancellationToken cancellation)
    {
        foreach (RevealedSecret[] secrets in SelfMasks.Chunk(BatchTerms))
            yield return SumKeys.Opposite(secrets.Select(secret => SumKeys.SelfMask(secret.Secret, survivors.Session.Id, secret.Member)));
        foreach (RevealedSecret[] secrets in Lost.Chunk(Math.Max(threads, BatchTerms / SelfMasks.Count)))
            yield return Pairs(secrets, threads, cancellation);
    }

    private MaskTerm[] Pairs(RevealedSecret[] secrets, int threads, CancellationToken cancellation)
    {
        Advert[] adverts = [.. survivors.Roll.Members.Select(survivors.Setup.Adverts.Of)];
        IReadOnlyList<MaskTerm>[] terms = new IReadOnlyList<MaskTerm>[secrets.Length];
        ParallelOptions options = new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        Parallel.For(0, secrets.Length, options, i =>
        {
            using AgreementKey key = AgreementKey.FromSecret(secrets[i].Secret);
            terms[i] = SumKeys.Pairs(key, secrets[i].Member, adverts, survivors.Session.Id)
                ?? throw new UnreachableException("a key of low order is in the list");
        });
        return [.. terms.SelectMany(part => part)];
    }
}

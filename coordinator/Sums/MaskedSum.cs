using FedMat.Aggregation;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;

namespace FedMat.Coordinator.Sums;

/// <summary>
/// The running sum of an attempt. Vectors are added from their files one after the other, while nobody waits; memory is that of one vector. One caller
/// at a time.
/// </summary>
internal sealed class MaskedSum(VectorFolder vectors, RoundSpec ask)
{
    private readonly List<VectorKey> added = [];
    private RunningSum? sum = new(ask);
    private Task adding = Task.CompletedTask;

    /// <summary>Adds a vector that is there whole.</summary>
    public void Add(VectorKey vector)
    {
        added.Add(vector);
        if (sum is { } open)
            adding = AddAsync(adding, open, vector);
    }

    /// <summary>The sum of all that was added. Where adding failed, or the sum was taken before, the files are added up once more.</summary>
    /// <exception cref="InvalidDataException">The disk gave back other bytes than it was given.</exception>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    public async Task<RingVector> TakeAsync()
    {
        await adding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        RunningSum? whole = adding.IsCompletedSuccessfully ? sum : null;
        sum = null;
        return whole?.Take() ?? await Task.Run(AddUp).ConfigureAwait(false);
    }

    private async Task AddAsync(Task before, RunningSum open, VectorKey vector)
    {
        // Runs on: whoever adds holds the study's gate.
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        using FileStream file = vectors.Open(vector);
        open.Add(file);
    }

    private RingVector AddUp()
    {
        RunningSum again = new(ask);
        foreach (VectorKey vector in added)
            again.Add(new RingVector(ask.Ring, vectors.Read(vector)));
        return again.Take();
    }
}

using System.Collections.Concurrent;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;

namespace FedMat.Coordinator.Sums;

/// <summary>The vectors of one attempt: those that arrive, and those that members may fetch. Safe for many threads.</summary>
internal sealed class AttemptFiles(VectorFolder vectors, Digest setup)
{
    private readonly ConcurrentDictionary<Digest, VectorKey> shared = new();

    public VectorFolder Vectors => vectors;

    /// <summary>Vectors on their way in.</summary>
    public UploadSlots Uploads { get; } = new(vectors);

    public VectorKey SumKey(Digest sum) => new(setup, Owner: null, sum);

    public VectorKey KeyOf(MaskedInput input) => KeyOf(input.Member, input.Payload);

    public VectorKey KeyOf(MemberId owner, Digest vector) => new(setup, owner, vector);

    /// <summary>From now on members may fetch it.</summary>
    public void Share(VectorKey vector) => shared.TryAdd(vector.Sha256, vector);

    /// <summary>A vector that members may fetch; null when there is none.</summary>
    public VectorKey? Find(Digest vector) => shared.TryGetValue(vector, out VectorKey key) ? key : null;
}

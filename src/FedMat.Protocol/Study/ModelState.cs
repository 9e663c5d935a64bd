using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>
/// A learner's public state between two rounds: bytes that only the learner understands, the same at the coordinator and at
/// every member. Its hash names it.
/// </summary>
public sealed class ModelState
{
    private readonly byte[] bytes;
    private readonly Lazy<Digest> hash;

    /// <param name="bytes">Taken over, not copied.</param>
    public ModelState(byte[] bytes)
    {
        this.bytes = bytes;
        hash = new Lazy<Digest>(() => Digest.Of(bytes));
    }

    public Digest Hash => hash.Value;

    public ReadOnlyMemory<byte> Memory => bytes;

    public int Length => bytes.Length;
}

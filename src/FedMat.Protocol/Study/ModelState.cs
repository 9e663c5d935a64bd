using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>
/// A learner's public state between two rounds: bytes that only the learner understands, the same at the coordinator and at
/// every member. Its hash names it.
/// </summary>
public sealed class ModelState
{
    private readonly byte[] bytes;

    /// <param name="bytes">Taken over, not copied.</param>
    public ModelState(byte[] bytes)
    {
        this.bytes = bytes;
        Hash = Digest.Of(bytes);
    }

    public Digest Hash { get; }

    public ReadOnlyMemory<byte> Memory => bytes;

    public int Length => bytes.Length;
}

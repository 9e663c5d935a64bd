using System.Security.Cryptography;
using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Storage.Node;

/// <summary>Seals what is stored under the keys of <see cref="PromiseKeys"/>; a box opens only at the place that it was sealed for.</summary>
internal sealed class PromiseSeal(PromiseKeys keys, RandomNumberGenerator source)
{
    public static byte[] SecretsPlace(Digest setup) => new CanonicalWriter("fedmat.store.secrets.v1").Digest(setup).ToArray();

    public static byte[] AnswerPlace(Digest setup, int stage, int part) =>
        new CanonicalWriter("fedmat.store.answer.v1").Digest(setup).Int32(stage).Int32(part).ToArray();

    public static byte[] ChunkPlace(Digest contribution, int length, int index) =>
        new CanonicalWriter("fedmat.store.vector.v1").Digest(contribution).Int32(length).Int32(index).ToArray();

    /// <exception cref="InvalidOperationException">There is no key of this name.</exception>
    public byte[] Seal(Digest key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> place)
    {
        byte[] bytes = keys.Find(key) ?? throw new InvalidOperationException($"the key {key.Short} is missing");
        try
        {
            return StoredBox.Seal(bytes, plain, place, source);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>Null when the key is missing or the box is not the one that was sealed for this place.</summary>
    public byte[]? Open(Digest key, ReadOnlySpan<byte> box, ReadOnlySpan<byte> place)
    {
        if (keys.Find(key) is not { } bytes)
            return null;
        try
        {
            return StoredBox.Open(bytes, box, place);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }
}

using System.Security.Cryptography;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage;

namespace FedMat.Node;

/// <summary>
/// The key of the rows' prints. It comes from the identity key that the node began with, since the same bytes always give the same signature; when
/// the member takes another identity key, it is kept sealed under that one. With another key every row would look changed, and a sum over
/// the same rows would pass for one over new ones.
/// </summary>
internal static class RowKey
{
    private const int Size = 32;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static ReadOnlySpan<byte> First => "fedmat.rows.v1"u8;

    private static ReadOnlySpan<byte> Sealing => "fedmat.rows-key.v1"u8;

    /// <param name="snapshots">The folder of the prints.</param>
    /// <param name="identity">The member's key.</param>
    /// <exception cref="RefusedException">FM508: the key was kept and is damaged.</exception>
    public static byte[] Of(string snapshots, SigningKey identity)
    {
        string path = PathOf(snapshots, identity);
        if (!File.Exists(path))
            return Digest.Of(identity.Sign(First)).ToArray();
        byte[]? key = StoredBox.Open(SealingKey(identity), File.ReadAllBytes(path), Sealing);
        return key is { Length: Size }
            ? key
            : throw new RefusedException(RefusalCode.StoreUnusable, $"{path} is damaged, and without it no row can be compared with those of before; put it back from a backup");
    }

    /// <summary>Keeps the key for the identity key that takes the present one's place.</summary>
    public static void Keep(string snapshots, SigningKey present, SigningKey next)
    {
        Directory.CreateDirectory(snapshots);
        byte[] key = Of(snapshots, present);
        using RandomNumberGenerator source = RandomNumberGenerator.Create();
        AtomicFile.Write(PathOf(snapshots, next), StoredBox.Seal(SealingKey(next), key, Sealing, source), OwnerOnly);
        CryptographicOperations.ZeroMemory(key);
    }

    private static byte[] SealingKey(SigningKey identity) => Digest.Of(identity.Sign(Sealing)).ToArray();

    private static string PathOf(string snapshots, SigningKey identity) => Path.Combine(snapshots, $"key-{Digest.Of(identity.Public.ToArray())}");
}

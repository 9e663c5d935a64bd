using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Node;

/// <summary>
/// Bytes on their way in. It stays when a connection is lost, and goes on from what is there. Whether they are the bytes of the hash is
/// the question of whoever takes them.
/// </summary>
internal sealed class Download
{
    private readonly int most;
    private byte[] bytes;

    private Download(StudyId study, Digest hash, int expected, int most)
    {
        Study = study;
        Hash = hash;
        this.most = most;
        bytes = new byte[expected];
    }

    public StudyId Study { get; }

    public Digest Hash { get; }

    /// <summary>How many bytes are there.</summary>
    public int Offset { get; private set; }

    /// <summary>About how long it is; the time limit grows with it.</summary>
    public long Expected => bytes.Length;

    /// <summary>A download whose length is known: there is never more than one copy of it.</summary>
    public static Download Exactly(StudyId study, Digest hash, int length) => new(study, hash, length, length);

    /// <summary>A download whose length is not known.</summary>
    /// <param name="study">Whose.</param>
    /// <param name="hash">Names the bytes.</param>
    /// <param name="expected">A guess.</param>
    /// <param name="most">It is refused when it has more.</param>
    public static Download About(StudyId study, Digest hash, int expected, int most) => new(study, hash, expected, most);

    /// <exception cref="RefusedException">FM107: there are more bytes than there may be.</exception>
    public void Take(ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length > most - Offset)
            throw new RefusedException(RefusalCode.Malformed, $"what was fetched as {Hash.Short} has more than {most} bytes");
        if (chunk.Length > bytes.Length - Offset)
            Array.Resize(ref bytes, (int)Math.Min(most, Math.Max(2L * bytes.Length, Offset + (long)chunk.Length)));
        chunk.CopyTo(bytes.AsSpan(Offset));
        Offset += chunk.Length;
    }

    /// <summary>All of it, once the last byte is there.</summary>
    public byte[] Whole()
    {
        if (Offset != bytes.Length)
            Array.Resize(ref bytes, Offset);
        return bytes;
    }
}

using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>The coordinator's signed claim of a sum; the sum itself is fetched by its hash.</summary>
/// <param name="Session">Of the attempt.</param>
/// <param name="Survivors">Hash of U3.</param>
/// <param name="Sum">SHA-256 of S, little-endian slots.</param>
public sealed record SumResult(Digest Session, Digest Survivors, Digest Sum) : ISumMessage<SumResult>
{
    public static string Tag => "fedmat.sum.result.v1";

    public static SumResult Read(ref CanonicalReader reader) => new(reader.Digest(), reader.Digest(), reader.Digest());

    public void Write(CanonicalWriter writer) => writer.Digest(Session).Digest(Survivors).Digest(Sum);
}

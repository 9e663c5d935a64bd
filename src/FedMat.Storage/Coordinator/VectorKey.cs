using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Storage.Coordinator;

/// <summary>Names one vector of an attempt.</summary>
/// <param name="Setup">The attempt, by the hash of its terms.</param>
/// <param name="Owner">Whose masked vector it is; null for the sum.</param>
/// <param name="Sha256">Of its bytes.</param>
public readonly record struct VectorKey(Digest Setup, MemberId? Owner, Digest Sha256)
{
    internal string File => Owner is { } owner ? $"{owner}.{Sha256}" : Sha256.ToString();
}

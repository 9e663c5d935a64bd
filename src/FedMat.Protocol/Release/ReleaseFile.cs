using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>A file of a bundle.</summary>
/// <param name="Name">Its name in the zip; no folders.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">Of the bytes.</param>
public sealed record ReleaseFile(string Name, long Length, Digest Sha256);

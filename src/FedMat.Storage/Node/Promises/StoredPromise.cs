using FedMat.Crypto;

namespace FedMat.Storage.Node;

/// <summary>An answer that was kept.</summary>
/// <param name="Setup">Which attempt.</param>
/// <param name="Stage">The protocol's number of the stage.</param>
/// <param name="Part">Tells the answers of one stage apart.</param>
/// <param name="Request">Identity of what was asked.</param>
/// <param name="RequestBytes">What was asked.</param>
/// <param name="Answer">What was or may have been sent; null when it was sealed and its key is gone.</param>
/// <param name="Made">When it was kept.</param>
public sealed record StoredPromise(
    Digest Setup, int Stage, int Part, Digest Request, byte[] RequestBytes, byte[]? Answer, DateTimeOffset Made);

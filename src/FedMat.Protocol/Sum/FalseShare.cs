namespace FedMat.Protocol;

/// <summary>Evidence against a holder: its stage-4 answer holds a share that misses the leaf which it accepted before.</summary>
/// <param name="Lists">Of the sum; U2 says in which order the answer's shares are, U3 of which kind each is.</param>
/// <param name="Leaf">Of that dealer for the holder.</param>
/// <param name="Answer">What the holder signed.</param>
public sealed record FalseShare(SumLists Lists, HeldShare Leaf, SignedMessage<UnmaskAnswer> Answer) : ISumMessage<FalseShare>
{
    public static string Tag => "fedmat.sum.falseshare.v1";

    public static FalseShare Read(ref CanonicalReader reader) =>
        new(SumLists.Read(ref reader), HeldShare.Read(ref reader), reader.Signed<UnmaskAnswer>());

    public void Write(CanonicalWriter writer)
    {
        Lists.Write(writer);
        Leaf.Write(writer);
        writer.Signed(Answer);
    }
}

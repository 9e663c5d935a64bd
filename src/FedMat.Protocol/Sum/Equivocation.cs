namespace FedMat.Protocol;

/// <summary>Evidence against a member: two different messages of one stage, both under its signature.</summary>
/// <param name="Kind">The tag of the messages.</param>
/// <param name="First">A signed message.</param>
/// <param name="Second">Another.</param>
/// <param name="Request">Says which setup the session belongs to; null for messages that name the setup themselves.</param>
public sealed record Equivocation(string Kind, byte[] First, byte[] Second, InputRequest? Request) : ISumMessage<Equivocation>
{
    public static string Tag => "fedmat.sum.equivocation.v1";

    public static Equivocation Read(ref CanonicalReader reader) => new(
        reader.Text(), reader.Bytes(int.MaxValue).ToArray(), reader.Bytes(int.MaxValue).ToArray(),
        reader.Count(1) == 1 ? InputRequest.Read(ref reader) : null);

    public void Write(CanonicalWriter writer)
    {
        writer.Text(Kind).Bytes(First).Bytes(Second).Int32(Request is null ? 0 : 1);
        Request?.Write(writer);
    }

    public override string ToString() => $"two messages '{Kind}'";
}

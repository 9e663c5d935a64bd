namespace FedMat.Materials;

/// <summary>Gives back the head that was looked at, then the rest of a text, so that a table of any size is read in one pass.</summary>
internal sealed class ReplayReader(string head, TextReader rest) : TextReader
{
    private const int HeadLength = 16_384;
    private int at;

    /// <summary>The first characters of a text, without a byte order mark.</summary>
    public static string TakeHead(TextReader reader, int length = HeadLength)
    {
        char[] buffer = new char[length];
        int read = reader.ReadBlock(buffer, 0, buffer.Length);
        return new string(buffer, 0, read).TrimStart('\uFEFF');
    }

    public override int Peek() => at < head.Length ? head[at] : rest.Peek();

    public override int Read() => at < head.Length ? head[at++] : rest.Read();

    public override int Read(char[] buffer, int index, int count)
    {
        if (at == head.Length) return rest.Read(buffer, index, count);
        int length = Math.Min(count, head.Length - at);
        head.CopyTo(at, buffer, index, length);
        at += length;
        return length;
    }
}

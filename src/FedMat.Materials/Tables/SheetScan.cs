using System.Buffers;

namespace FedMat.Materials;

/// <summary>
/// Looks through the XML of a workbook's part before a library reads it: no declarations (&lt;!), no row larger than 4 MiB, nothing
/// between rows larger than 32 MiB, rows not inside rows. So no single element of a hostile file fills the memory.
/// </summary>
internal sealed class SheetScan
{
    private const int LongestRow = 4 << 20;
    private const int LongestGap = 32 << 20;
    private const int LongestTagName = 24;

    private static readonly SearchValues<byte> EndsOfName = SearchValues.Create(" />\t\r\n"u8);

    private bool inRow;
    private bool inTag;
    private byte last;
    private long since;

    /// <summary>What is wrong, or null.</summary>
    public string? Problem { get; private set; }

    public void Read(Stream part)
    {
        byte[] buffer = new byte[1 << 16];
        int kept = 0;
        while (Problem is null)
        {
            int read = part.Read(buffer, kept, buffer.Length - kept);
            int length = kept + read;
            int used = Scan(buffer.AsSpan(0, length), atEnd: read == 0);
            if (read == 0) return;
            kept = length - used;
            buffer.AsSpan(used, kept).CopyTo(buffer);
        }
    }

    /// <summary>How many bytes were used; the start of a tag at the end waits for the rest.</summary>
    private int Scan(ReadOnlySpan<byte> bytes, bool atEnd)
    {
        int at = 0;
        while (Problem is null)
        {
            int next = inTag ? bytes[at..].IndexOf((byte)'>') : bytes[at..].IndexOf((byte)'<');
            int end = next < 0 ? bytes.Length : at + next;
            if (!inTag && next >= 0 && bytes.Length - end < LongestTagName && !atEnd)
            {
                Count(end - at);
                return end;
            }
            if (inTag && end > at) last = bytes[end - 1];
            Count(end - at);
            if (next < 0) return bytes.Length;
            if (inTag) CloseTag();
            else OpenTag(bytes[(end + 1)..]);
            at = end + 1;
            since++;
        }
        return bytes.Length;
    }

    private void Count(int length)
    {
        since += length;
        if (since > (inRow ? LongestRow : LongestGap)) Problem = "one row or part of a sheet is too large";
    }

    private void OpenTag(ReadOnlySpan<byte> tag)
    {
        if (tag.StartsWith("!"u8)) Problem = "the sheet's XML holds a declaration";
        bool closing = tag.StartsWith("/"u8);
        var name = closing ? tag[1..] : tag;
        int length = name.IndexOfAny(EndsOfName);
        name = name[..(length < 0 ? Math.Min(name.Length, LongestTagName) : length)];
        int colon = name.IndexOf((byte)':');
        if (!name[(colon + 1)..].SequenceEqual("row"u8)) return;
        if (closing ? !inRow : inRow) Problem = "a row stands inside another";
        since = 0;
        inTag = !closing;
        inRow = false;
    }

    /// <summary>The start tag of a row is over; a slash before its end closes the row at once.</summary>
    private void CloseTag()
    {
        inTag = false;
        inRow = last != (byte)'/';
    }
}

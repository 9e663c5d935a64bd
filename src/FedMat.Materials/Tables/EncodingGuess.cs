using System.Text;

namespace FedMat.Materials;

/// <summary>
/// Which encoding a text is in, from its first bytes: a byte order mark; UTF-16 by the zero bytes that Latin letters and digits leave
/// in every other place; UTF-8 where the bytes decode strictly; else the likeliest of GB18030, Shift-JIS and Windows-1252 among
/// those that decode strictly, by the share of characters above ASCII that are usual in that encoding.
/// </summary>
/// <param name="Name">One of <see cref="TextEncodings.Known"/>.</param>
/// <param name="Rival">Another that is nearly as likely, or null where there is no doubt.</param>
internal sealed record EncodingGuess(string Name, string? Rival)
{
    private const double ClearLead = 0.15;

    /// <summary>Null where the bytes are no text.</summary>
    public static EncodingGuess? Of(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith(Encoding.UTF8.Preamble)) return new(TextEncodings.Utf8, null);
        if (head.StartsWith(Encoding.Unicode.Preamble)) return new(TextEncodings.Utf16Little, null);
        if (head.StartsWith(Encoding.BigEndianUnicode.Preamble)) return new(TextEncodings.Utf16Big, null);
        if (head.StartsWith<byte>([0x84, 0x31, 0x95, 0x33])) return new(TextEncodings.Gb18030, null);
        if (head.Contains((byte)0)) return Wide(head);
        if (Decodes(head, TextEncodings.Utf8)) return new(TextEncodings.Utf8, null);
        var scores = new[]
        {
            (Name: TextEncodings.Gb18030, Score: DoubleByteScore.OfGb(head)), (Name: TextEncodings.ShiftJis, Score: DoubleByteScore.OfShiftJis(head)),
            (Name: TextEncodings.Western, Score: DoubleByteScore.OfWestern(head)),
        };
        byte[] bytes = head.ToArray();
        var order = scores.Where(candidate => Decodes(bytes, candidate.Name)).OrderByDescending(candidate => candidate.Score).ToArray();
        if (order.Length == 0) return null;
        bool doubtful = order.Length > 1 && order[0].Score - order[1].Score < ClearLead;
        return new(order[0].Name, doubtful ? order[1].Name : null);
    }

    /// <summary>A third of all bytes at least is zero, and nearly all of these on one side.</summary>
    private static EncodingGuess? Wide(ReadOnlySpan<byte> head)
    {
        int even = 0;
        int odd = 0;
        for (int i = 0; i < head.Length; i++)
        {
            if (head[i] != 0) continue;
            if (i % 2 == 0) even++;
            else odd++;
        }
        if ((even + odd) * 8 < head.Length) return null;
        if (even * 20 <= odd) return new(TextEncodings.Utf16Little, null);
        return odd * 20 <= even ? new(TextEncodings.Utf16Big, null) : null;
    }

    /// <summary>A character that the end cuts in two does not count.</summary>
    private static bool Decodes(ReadOnlySpan<byte> head, string name)
    {
        var decoder = TextEncodings.Get(name, strict: true).GetDecoder();
        try
        {
            decoder.GetCharCount(head, flush: false);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}

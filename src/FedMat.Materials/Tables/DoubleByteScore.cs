namespace FedMat.Materials;

/// <summary>
/// How usual the characters above ASCII are, from 0 to 1. GB 2312 puts symbols in the rows A1 to A9 and the common ideographs in B0 to D7;
/// JIS X 0208, as Shift-JIS packs it, puts symbols and kana in the lead bytes 81 to 84 and the common ideographs in 88 to 97; in a Western
/// text a byte above ASCII stands alone among letters and digits.
/// </summary>
internal static class DoubleByteScore
{
    private const double Rare = 0.3;
    private const double HalfWidth = 0.2;

    public static double OfGb(ReadOnlySpan<byte> text)
    {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] < 0x80) continue;
            count++;
            if (i + 1 == text.Length) break;
            byte lead = text[i];
            byte trail = text[++i];
            if (trail < 0xA1) continue;
            sum += lead switch { >= 0xA1 and <= 0xA9 => 1, >= 0xB0 and <= 0xD7 => 1, >= 0xD8 and <= 0xF7 => Rare, _ => 0 };
        }
        return count == 0 ? 0 : sum / count;
    }

    public static double OfShiftJis(ReadOnlySpan<byte> text)
    {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < text.Length; i++)
        {
            byte lead = text[i];
            if (lead < 0x80) continue;
            count++;
            if (lead is >= 0xA1 and <= 0xDF)
            {
                sum += HalfWidth;
                continue;
            }
            i++;
            sum += lead switch { >= 0x81 and <= 0x84 => 1, >= 0x88 and <= 0x97 => 1, >= 0x98 and <= 0x9F or >= 0xE0 and <= 0xEA => Rare, _ => 0 };
        }
        return count == 0 ? 0 : sum / count;
    }

    public static double OfWestern(ReadOnlySpan<byte> text)
    {
        int alone = 0;
        int count = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] < 0x80) continue;
            count++;
            bool before = i > 0 && text[i - 1] >= 0x80;
            bool after = i + 1 < text.Length && text[i + 1] >= 0x80;
            // From 80 to 9F stand typographic signs; of these only quotes, dashes and the euro are usual.
            if (!before && !after && (text[i] >= 0xA0 || text[i] is 0x80 or >= 0x91 and <= 0x97)) alone++;
        }
        return count == 0 ? 0 : (double)alone / count;
    }
}

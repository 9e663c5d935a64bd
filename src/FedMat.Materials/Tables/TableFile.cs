namespace FedMat.Materials;

/// <summary>Tells by its first bytes what a file is and opens it.</summary>
internal static class TableFile
{
    private const int HeadBytes = 1 << 18;
    private const int LargestHeldWorkbook = 64 << 20;

    /// <param name="stream">The file from its start; the caller disposes of it. An Excel workbook larger than 64 MiB must be seekable.</param>
    /// <param name="source">The file as the user named it.</param>
    /// <param name="wishes">What a mapping says of encoding, delimiter and sheet.</param>
    /// <param name="notes">Takes what was decided.</param>
    /// <param name="encoding">Of a text; else null.</param>
    public static ITableFile Open(Stream stream, string source, TableLayout wishes, ICollection<string> notes, out string? encoding)
    {
        encoding = null;
        byte[] head = PrefixStream.Take(stream, HeadBytes);
        if (head.Length == 0) throw new InputException("the file is empty", "Give a header and rows.", source);
        if (head.AsSpan().StartsWith("PK\x03\x04"u8)) return new Workbook(Seekable(head, stream, source), old: false, wishes.Sheet, source);
        if (head.AsSpan().StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0])) return new Workbook(Seekable(head, stream, source), old: true, wishes.Sheet, source);
        encoding = Encoding(head, wishes, source, notes);
        return new TextTable(new PrefixStream(head, stream), encoding, wishes.Delimiter, source);
    }

    private static string Encoding(byte[] head, TableLayout wishes, string source, ICollection<string> notes)
    {
        if (wishes.Encoding is { } given) return given;
        var guess = EncodingGuess.Of(head) ?? throw new InputException(
            "this is no table: neither Excel nor text", "Give an .xlsx, .xls or .csv file; if it is text, name its encoding in the mapping.", source);
        if (guess.Rival is { } rival)
            notes.Add($"The text was read as {guess.Name}; it might be {rival}. If characters look wrong, set 'encoding' in the mapping.");
        return guess.Name;
    }

    private static Stream Seekable(byte[] head, Stream stream, string source)
    {
        if (stream.CanSeek) return stream;
        var copy = new MemoryStream();
        copy.Write(head);
        byte[] buffer = new byte[1 << 16];
        for (int read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            copy.Write(buffer, 0, read);
            if (copy.Length > LargestHeldWorkbook)
                throw new InputException($"a workbook of more than {LargestHeldWorkbook >> 20} MiB must be a file", "Save it to the disk first.", source);
        }
        return copy;
    }
}

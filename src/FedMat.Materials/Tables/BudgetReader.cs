namespace FedMat.Materials;

/// <summary>Passes a text on and refuses to give more of it for one record than a record may have.</summary>
internal sealed class BudgetReader(TextReader text, string source) : TextReader
{
    /// <summary>Characters that one record may have.</summary>
    public const int LongestRecord = 1 << 20;

    private int left = LongestRecord;

    /// <summary>The row that is being read, for messages.</summary>
    public int Row { get; private set; } = 1;

    public void StartRecord(int row)
    {
        Row = row;
        left = LongestRecord;
    }

    public override int Peek() => text.Peek();

    public override int Read()
    {
        int next = text.Read();
        if (next >= 0) Spend(1);
        return next;
    }

    public override int Read(char[] buffer, int index, int count)
    {
        int length = text.Read(buffer, index, count);
        Spend(length);
        return length;
    }

    private void Spend(int length)
    {
        left -= length;
        if (left >= 0) return;
        throw new InputException(
            $"a row has more than {LongestRecord} characters", "Look for a quote that is opened and never closed, or for a file that is no table.",
            source, Row);
    }
}

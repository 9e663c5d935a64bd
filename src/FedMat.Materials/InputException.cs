using System.Text;

namespace FedMat.Materials;

/// <summary>
/// A mistake of the user in a file or a value: it says where it is, what is wrong and what to do.
/// The message quotes the offending cell, so it belongs on the user's own terminal, never on the wire or in a log.
/// </summary>
public sealed class InputException : Exception
{
    public InputException(
        string problem, string remedy, string? source = null, int? row = null, string? column = null, Exception? cause = null)
        : base(Compose(problem, remedy, source, row, column), cause)
    {
        Problem = problem;
        Remedy = remedy;
        Source = source;
        Row = row;
        Column = column;
    }

    /// <summary>The file as the user named it.</summary>
    public override string? Source { get; set; }

    /// <summary>The line in the file, from 1, the header included.</summary>
    public int? Row { get; }

    public string? Column { get; }

    /// <summary>What is wrong, without a full stop at the end.</summary>
    public string Problem { get; }

    /// <summary>What to do, one sentence.</summary>
    public string Remedy { get; }

    private static string Compose(string problem, string remedy, string? source, int? row, string? column)
    {
        var message = new StringBuilder(source);
        if (row is { } line) message.Append(message.Length == 0 ? "" : ", ").Append($"row {line}");
        if (column is not null) message.Append(message.Length == 0 ? "" : ", ").Append($"column '{column}'");
        return message.Append(message.Length == 0 ? "" : ": ").Append($"{problem}. {remedy}").ToString();
    }
}

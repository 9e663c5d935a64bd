using System.Text;
using FedMat.Materials;

namespace FedMat.Node;

/// <summary>Why rows were left out, in a file beside the input that takes its place only once the import has ended.</summary>
internal sealed class RejectionFile : IDisposable
{
    public const string Suffix = ".rejected.csv";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string temporary;
    private readonly StreamWriter text;
    private readonly RejectionTable table;

    /// <param name="input">The file that is imported.</param>
    /// <exception cref="InputException">Its folder takes no file.</exception>
    public RejectionFile(string input)
    {
        Path = input + Suffix;
        // Always the same name, so that what a killed import left is taken over.
        temporary = $"{Path}.part";
        FileStreamOptions options = new() { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        try
        {
            // With a mark of the encoding, which spreadsheets look for.
            text = new StreamWriter(temporary, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), options);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                $"the file '{System.IO.Path.GetFileName(Path)}' cannot be written beside it ({error.Message})",
                "Copy the file into a folder that you may write to.", input, cause: error);
        }

        table = new RejectionTable(text);
    }

    public string Path { get; }

    /// <summary>How many rows were left out.</summary>
    public int Rows { get; private set; }

    public void Add(IReadOnlyList<Rejection> reasons)
    {
        Rows++;
        foreach (Rejection reason in reasons)
            table.Write(reason);
    }

    /// <summary>Ends the file; one of an earlier import goes in any case.</summary>
    /// <returns>Where it is; null when no row was left out.</returns>
    public string? Keep()
    {
        table.Dispose();
        text.Dispose();
        if (Rows > 0)
            File.Move(temporary, Path, overwrite: true);
        else
            File.Delete(Path);
        return Rows > 0 ? Path : null;
    }

    public void Dispose()
    {
        table.Dispose();
        text.Dispose();
        File.Delete(temporary);
    }
}

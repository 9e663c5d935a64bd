using FedMat.Materials;

namespace FedMat.Cli;

/// <summary>Reads a text file that a user names on the command line.</summary>
internal static class InputFile
{
    /// <exception cref="InputException">There is no such file, or it cannot be read.</exception>
    public static string Read(FileInfo file)
    {
        if (!file.Exists)
            throw new InputException("there is no such file", "Check the path.", file.ToString());
        try
        {
            return File.ReadAllText(file.FullName);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"it cannot be read: {error.Message.TrimEnd('.')}", "Correct its permissions.", file.ToString(), cause: error);
        }
    }
}

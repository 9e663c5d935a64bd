using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Node;

/// <summary>Reads the files that settings name.</summary>
internal static class SiteFile
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <exception cref="RefusedException">FM504.</exception>
    public static string ReadText(string path, string setting)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            string what = File.Exists(path) ? error.Message : "there is no such file";
            throw new RefusedException(RefusalCode.FileUnreadable, $"{path} (setting '{setting}'): {what}; correct the path or the file's permissions", error);
        }
    }

    /// <exception cref="RefusedException">FM504.</exception>
    /// <exception cref="InputException">It is no contract.</exception>
    public static DataContract ReadContract(string path) => DataContract.Parse(ReadText(path, "contractFile"), path);

    /// <summary>Reads the file of a private key or a password, which nobody but its owner may even read.</summary>
    /// <exception cref="RefusedException">FM504, or FM506 when others may read it.</exception>
    public static string ReadSecret(string path, string setting)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(path) && (File.GetUnixFileMode(path) & Others) != 0)
        {
            throw new RefusedException(RefusalCode.KeyUnusable,
                $"{path} (setting '{setting}'): others than its owner may use what is secret in it; run: chmod 600 '{path}'");
        }

        return ReadText(path, setting);
    }
}

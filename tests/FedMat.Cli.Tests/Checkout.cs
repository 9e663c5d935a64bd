namespace FedMat.Cli.Tests;

/// <summary>The checkout that these tests were built from.</summary>
internal static class Checkout
{
    /// <summary>A file of it, by its path from the top.</summary>
    public static string File(string path)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "FedMat.sln")))
                return Path.Combine(folder.FullName, path);
        }

        throw new InvalidOperationException("these tests run from within a checkout");
    }
}

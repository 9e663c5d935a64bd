namespace FedMat.House.Tests;

/// <summary>The checkout that these tests were built from.</summary>
internal static class House
{
    public static string Root { get; } = Find();

    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories);

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "FedMat.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("these tests run from within a checkout");
    }
}
